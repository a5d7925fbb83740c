/** What is wrong with a base URL, or null. */
export function urlProblem(text: string): string | null {
  if (!URL.canParse(text)) return 'is no URL';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is neither https nor http';
  if (url.username !== '' || url.password !== '') return 'carries a password; use a secret';
  if (url.search !== '' || url.hash !== '') return 'carries a query or a fragment';
  return null;
}

/** What is wrong with an allowed host (`host` or `host:port`), or null. */
export function hostProblem(text: string): string | null {
  if (text.includes('*')) return 'has a wildcard: each host is named';
  if (/[/@?#\s]/.test(text) || !URL.canParse(`http://${text}`)) return 'is no host';
  return new URL(`http://${text}`).host === '' ? 'is no host' : null;
}
