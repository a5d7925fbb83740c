import { inflateRawSync } from 'node:zlib';

/** The files of a zip archive, by name. */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  let entry = archive.readUInt32LE(endOf(archive) + 16);
  while (archive.readUInt32LE(entry) === 0x02014b50) {
    const method = archive.readUInt16LE(entry + 10);
    const size = archive.readUInt32LE(entry + 20);
    const nameLength = archive.readUInt16LE(entry + 28);
    const local = archive.readUInt32LE(entry + 42);
    const name = archive.toString('utf8', entry + 46, entry + 46 + nameLength);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + size);
    files.set(name, method === 0 ? bytes : inflateRawSync(bytes));
    entry += 46 + nameLength + archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32);
  }
  return files;
}

/** Where the record stands that ends an archive without a comment. */
function endOf(archive: Buffer): number {
  const at = archive.length - 22;
  if (archive.readUInt32LE(at) !== 0x06054b50) throw new Error('not a zip archive, or one with a comment');
  return at;
}
