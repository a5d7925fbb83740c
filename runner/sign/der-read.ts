/** One element of DER; `raw` is all of it, `content` what its length covers. */
export type DerElement = { readonly tag: number; readonly raw: Buffer; readonly content: Buffer };

/** Bytes are not the DER that was expected. Every reader of strangers' bytes turns it into an answer about them. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
  context3: 0xa3,
} as const;

/** The one element that the bytes are. Throws DerError when they are no DER, or more than one element. */
export function readDer(bytes: Buffer): DerElement {
  const [only, ...others] = readAll(bytes);
  if (only === undefined || others.length > 0) throw new DerError('not one element');
  return only;
}

/** The elements inside one. */
export function childrenOf(element: DerElement): readonly DerElement[] {
  return readAll(element.content);
}

/** The element, when it has the tag that is expected. */
export function expectTag(element: DerElement | undefined, tag: number): DerElement {
  if (element?.tag !== tag) throw new DerError(`tag ${String(element?.tag)} where ${tag} was expected`);
  return element;
}

/** A dotted object identifier. */
export function readOid(element: DerElement | undefined): string {
  const { content } = expectTag(element, tags.oid);
  const parts: number[] = [];
  let value = 0;
  for (const [index, byte] of content.entries()) {
    if (value === 0 && byte === 0x80) throw new DerError('an identifier with a needless byte');
    if (value > 2 ** 40) throw new DerError('an identifier too long');
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      parts.push(value);
      value = 0;
    } else if (index === content.length - 1) throw new DerError('a cut identifier');
  }
  const [first] = parts;
  if (first === undefined) throw new DerError('an empty identifier');
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...parts.slice(1)].join('.');
}

/** A GeneralizedTime in UTC (`20261122003012Z`, with or without a fraction) as milliseconds since the epoch. */
export function readTime(element: DerElement | undefined): number {
  const text = expectTag(element, tags.time).content.toString('latin1');
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{0,8}[1-9])?Z$/.exec(text) ?? [];
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(ms)) throw new DerError('no time');
  return ms + Math.floor(Number(`0${fraction}`) * 1_000);
}

function readAll(bytes: Buffer): readonly DerElement[] {
  const found: DerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const element = readAt(bytes, at);
    found.push(element);
    at += element.raw.length;
  }
  return found;
}

function readAt(bytes: Buffer, at: number): DerElement {
  const tag = bytes[at] ?? 0;
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag of several bytes');
  const first = bytes[at + 1];
  if (first === undefined) throw new DerError('cut');
  const { size, header } = first < 0x80 ? { size: first, header: 2 } : longLength(bytes, at, first & 0x7f);
  const end = at + header + size;
  if (end > bytes.length) throw new DerError('cut');
  return { tag, raw: bytes.subarray(at, end), content: bytes.subarray(at + header, end) };
}

function longLength(bytes: Buffer, at: number, count: number): { readonly size: number; readonly header: number } {
  // 0x80 would be BER's indefinite form.
  if (count === 0 || count > 4 || at + 2 + count > bytes.length) throw new DerError('no definite length');
  const size = bytes.readUIntBE(at + 2, count);
  const needed = size < 0x80 ? 0 : Math.ceil(Math.log2(size + 1) / 8);
  if (needed !== count) throw new DerError('a length with needless bytes');
  return { size, header: 2 + count };
}
