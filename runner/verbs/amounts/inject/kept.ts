/** An answer that is played again. */
export type Kept = {
  readonly status: number;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: Buffer;
};

const bodyBytesMax = 20_000_000;
const kinds: ReadonlySet<string> = new Set([
  'Document',
  'Stylesheet',
  'Script',
  'Image',
  'Font',
  'XHR',
  'Fetch',
  'Manifest',
  'Other',
]);

/** Headers of the body as it was packed, or true of one moment only. */
export const rewrittenOnly: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'etag',
  'last-modified',
]);

/** Whole answers of a finite kind; a stream of events would never be whole, and a part of a file is no answer of its own. */
export function canBeKept(answer: {
  readonly status: number;
  readonly type: string;
  readonly length: number;
  readonly resourceType: string;
}): boolean {
  const { status, type, length, resourceType } = answer;
  if (status < 200 || status > 299 || status === 204 || status === 206) return false;
  return kinds.has(resourceType) && !/event-stream|multipart/.test(type) && !(length > bodyBytesMax);
}
