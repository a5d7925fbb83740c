import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

export type ZipEntry = { readonly name: string; readonly content: Buffer };

/*
 * Just enough of ZIP to look into Playwright's traces and to write them again without what must not be kept: no encryption, no
 * archives above 4 GB.
 */

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
/** Bit 11: names are UTF-8. */
const utf8Flag = 0x0800;

/** The files of an archive, or null when it is none, is damaged, is locked or unpacks to more than `bytesAtMost`. */
export function readZip(archive: Buffer, bytesAtMost: number): readonly ZipEntry[] | null {
  try {
    return readEntries(archive, bytesAtMost);
  } catch (error) {
    // Offsets that lead out of the file and bytes that do not unpack: whatever it is, nobody can look into it.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

/** An archive of these files. */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content);
    const fields = headerFields(content, packed, Buffer.byteLength(name));
    const head = Buffer.concat([numbers([localMark, 4]), fields, Buffer.from(name)]);
    parts.push(head, packed);
    directory.push(
      numbers([entryMark, 4], [20, 2]),
      fields,
      numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      Buffer.from(name),
    );
    offset += head.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const count = entries.length;
  const end = numbers([endMark, 4], [0, 2], [0, 2], [count, 2], [count, 2], [central.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...parts, central, end]);
}

/** What the local header and the directory say alike: version, flags, method, time, sum, sizes, lengths. */
function headerFields(content: Buffer, packed: Buffer, nameLength: number): Buffer {
  return numbers(
    [20, 2],
    [utf8Flag, 2],
    [8, 2],
    [0, 2],
    [0x21, 2],
    [crc32(content), 4],
    [packed.length, 4],
    [content.length, 4],
    [nameLength, 2],
    [0, 2],
  );
}

function numbers(...fields: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}

function readEntries(archive: Buffer, bytesAtMost: number): readonly ZipEntry[] | null {
  const end = archive.lastIndexOf(numbers([endMark, 4]));
  if (end === -1) return null;
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  let left = bytesAtMost;
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== entryMark) return null;
    const isLocked = (archive.readUInt16LE(at + 8) & 1) === 1;
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const content = isLocked ? null : contentOf(archive, at, left);
    if (content === null) return null;
    left -= content.length;
    entries.push({ name, content });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function contentOf(archive: Buffer, at: number, bytesAtMost: number): Buffer | null {
  const method = archive.readUInt16LE(at + 10);
  const packedLength = archive.readUInt32LE(at + 20);
  const local = archive.readUInt32LE(at + 42);
  if (archive.readUInt32LE(local) !== localMark) return null;
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + packedLength);
  if (packed.length !== packedLength) return null;
  if (method === 0) return packed.length <= bytesAtMost ? packed : null;
  return method === 8 ? inflateRawSync(packed, { maxOutputLength: Math.max(1, bytesAtMost) }) : null;
}
