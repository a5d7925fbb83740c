import { inflateSync } from 'node:zlib';

/** A decoded picture: `channels` bytes a pixel, row by row. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
};

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A part of a picture, in its pixels. */
export type PixelArea = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/**
 * Reads the kind of PNG that browsers write: 8 bits a channel, not interlaced. Throws on any other. Of a picture of which only
 * an area is wanted, nothing right of it and below is worked out.
 */
export function decodePng(file: Buffer, wanted: PixelArea | null = null): Picture {
  if (!file.subarray(0, 8).equals(signature)) throw new Error('not a PNG');
  const chunks = chunksOf(file);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined) throw new Error('a PNG without a header');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = header[9] === 6 ? 4 : header[9] === 2 ? 3 : 0;
  if (header[8] !== 8 || channels === 0 || header[12] !== 0) throw new Error('not the kind of PNG that browsers write');
  const packed = Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])));
  const area = wanted === null ? { x: 0, y: 0, width, height } : inside(wanted, { width, height });
  const until = { width: area.x + area.width, height: area.y + area.height };
  const data = unfilter(inflateSync(packed), { ...until, channels, stride: width * channels });
  if (area.x === 0 && area.y === 0) return { ...until, channels, data };
  return { width: area.width, height: area.height, channels, data: cut(data, { area, channels, width: until.width }) };
}

function inside(area: PixelArea, size: { readonly width: number; readonly height: number }): PixelArea {
  const x = Math.max(0, Math.min(area.x, size.width));
  const y = Math.max(0, Math.min(area.y, size.height));
  const right = Math.max(x, Math.min(area.x + area.width, size.width));
  const bottom = Math.max(y, Math.min(area.y + area.height, size.height));
  return { x, y, width: right - x, height: bottom - y };
}

function cut(
  data: Uint8Array,
  of: { readonly area: PixelArea; readonly channels: number; readonly width: number },
): Uint8Array {
  const { area, channels, width } = of;
  const out = new Uint8Array(area.width * area.height * channels);
  for (let row = 0; row < area.height; row++) {
    const from = ((area.y + row) * width + area.x) * channels;
    out.set(data.subarray(from, from + area.width * channels), row * area.width * channels);
  }
  return out;
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

/** The upper left part of the rows: each pixel stands on those above and left of it alone. */
function unfilter(
  raw: Buffer,
  size: { readonly width: number; readonly height: number; readonly channels: number; readonly stride: number },
): Uint8Array {
  const { channels } = size;
  const wide = size.width * channels;
  const out = new Uint8Array(wide * size.height);
  for (let row = 0; row < size.height; row++) {
    const start = row * (size.stride + 1);
    const filter = raw[start] ?? 0;
    if (filter === 0) {
      out.set(raw.subarray(start + 1, start + 1 + wide), row * wide);
      continue;
    }
    for (let at = 0; at < wide; at++) {
      const left = at < channels ? 0 : (out[row * wide + at - channels] ?? 0);
      const up = row === 0 ? 0 : (out[(row - 1) * wide + at] ?? 0);
      const corner = row === 0 || at < channels ? 0 : (out[(row - 1) * wide + at - channels] ?? 0);
      const value = raw[start + 1 + at] ?? 0;
      out[row * wide + at] = value + predicted(filter, { left, up, corner });
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
