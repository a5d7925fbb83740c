/** An address for people: percent-encoded letters (a Korean search word) as letters, nothing that a reader could mistake for them. */
export function readableUrl(url: string): string {
  return url.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      const decoded = decodeURIComponent(encoded);
      // Spaces, controls and the characters that part an address stay encoded: the text must still be one address.
      return /^[\p{L}\p{N}]+$/u.test(decoded) ? decoded : encoded;
    } catch {
      // Not UTF-8: shown as it is.
      return encoded;
    }
  });
}
