import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Writes three bytes a pixel as a PNG. */
export function encodePng(picture: { readonly width: number; readonly height: number; readonly data: Buffer }): Buffer {
  const { width, height, data } = picture;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const stride = width * 3;
  const rows = Buffer.alloc(height * (stride + 1));
  for (let row = 0; row < height; row++) {
    // Each row is written as its difference from the one above: paper then costs nothing.
    rows[row * (stride + 1)] = row === 0 ? 0 : 2;
    for (let at = 0; at < stride; at++) {
      const above = row === 0 ? 0 : (data[(row - 1) * stride + at] ?? 0);
      rows[row * (stride + 1) + 1 + at] = (data[row * stride + at] ?? 0) - above;
    }
  }
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(data.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}
