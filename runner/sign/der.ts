/**
 * As much DER as we write ourselves: an encrypted PKCS#8 key, because node:crypto fixes its own (2048 rounds, too few), time stamp
 * requests, and ECDSA signatures that a hardware module gave as raw r and s.
 */
export const der = {
  sequence: (...items: readonly Buffer[]): Buffer => element(0x30, Buffer.concat(items)),
  octets: (bytes: Uint8Array): Buffer => element(0x04, bytes),
  integer: (value: number): Buffer => element(0x02, unsigned(value)),
  /** A positive number of any size, as its big-endian bytes. */
  bigInteger: (bytes: Uint8Array): Buffer => element(0x02, positive(bytes)),
  oid: (dotted: string): Buffer => element(0x06, oidBytes(dotted)),
  nothing: (): Buffer => element(0x05, Buffer.alloc(0)),
  yes: (): Buffer => element(0x01, Buffer.from([0xff])),
  /** Any other tag, its content given whole. */
  element,
} as const;

function element(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
}

/** Without needless zero bytes, and with one where a first bit of 1 would make the number negative. */
function positive(bytes: Uint8Array): Buffer {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  const rest = Buffer.from(bytes.subarray(from));
  return (rest[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), rest]) : rest;
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.from([size]);
  const bytes = bigEndian(size);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function unsigned(value: number): Buffer {
  const bytes = bigEndian(value);
  // A first bit of 1 would make the number negative.
  return Buffer.from((bytes[0] ?? 0) >= 0x80 ? [0, ...bytes] : bytes);
}

function bigEndian(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes.length === 0 ? [0] : bytes;
}

function oidBytes(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return Buffer.from([first * 40 + second, ...rest.flatMap(base128)]);
}

function base128(value: number): readonly number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) | 0x80);
  return bytes;
}
