/** As much DER as an encrypted PKCS#8 key needs, because node:crypto fixes its own (2048 rounds, too few). */
export const der = {
  sequence: (...items: readonly Buffer[]): Buffer => element(0x30, Buffer.concat(items)),
  octets: (bytes: Uint8Array): Buffer => element(0x04, bytes),
  integer: (value: number): Buffer => element(0x02, unsigned(value)),
  oid: (dotted: string): Buffer => element(0x06, oidBytes(dotted)),
} as const;

function element(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
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
