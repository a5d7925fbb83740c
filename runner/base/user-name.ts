import { userInfo } from 'node:os';

/** Who this process belongs to, as the machine calls them. */
export function userName(ask: () => { readonly username: string } = userInfo): string {
  try {
    return ask().username;
  } catch {
    // Containers may run under a uid that has no name; the number is what is known.
    return typeof process.getuid === 'function' ? `uid ${process.getuid()}` : 'unknown';
  }
}
