/** Text as Playwright compares it: invisible marks dropped, white space folded to one space. */
export function fold(value: string): string {
  return value
    .replace(/[\u200b\u00ad]/g, '')
    .trim()
    .replace(/\s+/g, ' ');
}
