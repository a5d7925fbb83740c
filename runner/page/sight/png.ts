import { inflateSync } from 'node:zlib';

/** A decoded picture: `channels` bytes a pixel, row by row. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
};

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Reads the kind of PNG that browsers write: 8 bits a channel, not interlaced. Throws on any other. */
export function decodePng(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(signature)) throw new Error('not a PNG');
  const chunks = chunksOf(file);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined) throw new Error('a PNG without a header');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = header[9] === 6 ? 4 : header[9] === 2 ? 3 : 0;
  if (header[8] !== 8 || channels === 0 || header[12] !== 0) throw new Error('not the kind of PNG that browsers write');
  const packed = Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])));
  return { width, height, channels, data: unfilter(inflateSync(packed), { width, height, channels }) };
}

function chunksOf(file: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks: { readonly type: string; readonly data: Buffer }[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function unfilter(
  raw: Buffer,
  size: { readonly width: number; readonly height: number; readonly channels: number },
): Uint8Array {
  const stride = size.width * size.channels;
  const out = new Uint8Array(stride * size.height);
  for (let row = 0; row < size.height; row++) {
    const filter = raw[row * (stride + 1)] ?? 0;
    for (let at = 0; at < stride; at++) {
      const left = at < size.channels ? 0 : (out[row * stride + at - size.channels] ?? 0);
      const up = row === 0 ? 0 : (out[(row - 1) * stride + at] ?? 0);
      const corner = row === 0 || at < size.channels ? 0 : (out[(row - 1) * stride + at - size.channels] ?? 0);
      const value = raw[row * (stride + 1) + 1 + at] ?? 0;
      out[row * stride + at] = value + predicted(filter, { left, up, corner });
    }
  }
  return out;
}

function predicted(
  filter: number,
  near: { readonly left: number; readonly up: number; readonly corner: number },
): number {
  if (filter === 1) return near.left;
  if (filter === 2) return near.up;
  if (filter === 3) return (near.left + near.up) >> 1;
  return filter === 4 ? paeth(near) : 0;
}

function paeth({ left, up, corner }: { readonly left: number; readonly up: number; readonly corner: number }): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
