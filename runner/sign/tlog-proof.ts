/*
 * C2SP tlog-proof (https://c2sp.org/tlog-proof): one entry, the way up to the root, and the signed root. The entry's own line stands
 * in `extra`, so that one report can be checked without the ledger.
 */

export type TlogProof = {
  /** The leaf's own bytes. */
  readonly entry: string;
  readonly index: number;
  readonly hashes: readonly Buffer[];
  /** The signed note, whole. */
  readonly checkpoint: string;
};

const head = 'c2sp.org/tlog-proof@v1';

export function formatTlogProof({ entry, index, hashes, checkpoint }: TlogProof): string {
  const lines = [
    head,
    `extra ${Buffer.from(entry).toString('base64')}`,
    `index ${index}`,
    ...hashes.map((hash) => hash.toString('base64')),
    '',
  ];
  return `${lines.join('\n')}\n${checkpoint}`;
}

/** Reads what formatTlogProof writes; null for anything else, however little it differs. */
export function readTlogProof(text: string): TlogProof | null {
  const end = text.indexOf('\n\n');
  if (end === -1 || text.length > 1_000_000) return null;
  const [first, extra = '', index = '', ...hashes] = text.slice(0, end).split('\n');
  if (first !== head || !extra.startsWith('extra ') || !/^index (0|[1-9]\d{0,14})$/.test(index)) return null;
  const proof: TlogProof = {
    entry: Buffer.from(extra.slice('extra '.length), 'base64').toString('utf8'),
    index: Number(index.slice('index '.length)),
    hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
    checkpoint: text.slice(end + 2),
  };
  // Written again it must be the same text: base64 and UTF-8 have several spellings of one thing.
  return proof.hashes.every((hash) => hash.length === 32) && formatTlogProof(proof) === text ? proof : null;
}
