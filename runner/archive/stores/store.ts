/** A second place for an archive. Files are written whole or not at all. */
export type Store = {
  readonly name: string;
  /** What is there, with what tells whether it is the same: size, and an MD5 where the store gives one. */
  list(): Promise<ReadonlyMap<string, Kept>>;
  /** Throws StoreError. */
  put(file: LocalFile): Promise<void>;
  /** Whether what is there is this very file; asked only where the listing could not tell. */
  isSame(file: LocalFile): Promise<boolean>;
  /** Until when the store itself refuses to delete the file; null: it does not. */
  lockedUntil(path: string): Promise<string | null>;
};

export type Kept = { readonly bytes: number; readonly md5: string | null };

export type LocalFile = {
  /** Below the archive, with `/`. */
  readonly path: string;
  readonly content: Buffer;
  readonly sha256: string;
  readonly md5: string;
};

/** What a store answered; `message` is in the store's own words. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
