import { S3mini } from 's3mini';
import type { Clock } from '../../base/clock.ts';
import { StoreError, type Kept, type Store } from './store.ts';

export type S3Settings = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  /** Before every key; empty or ending in `/`. */
  readonly prefix: string;
  /** Object Lock: nobody, or nobody without a special right, deletes a file for so many days. Null: the bucket's own rule. */
  readonly lock: { readonly mode: 'COMPLIANCE' | 'GOVERNANCE'; readonly days: number } | null;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

const dayMs = 86_400_000;
const timeoutMs = 60_000;

/** A bucket of Amazon S3 or of any store that speaks like it. */
export function s3Store(name: string, settings: S3Settings, clock: Clock): Store {
  const { bucket, prefix, lock } = settings;
  const { client, head } = connect(settings);
  const lockHeaders = (): { readonly [header: `x-amz-${string}`]: string } =>
    lock === null
      ? {}
      : {
          'x-amz-object-lock-mode': lock.mode,
          'x-amz-object-lock-retain-until-date': new Date(clock.now() + lock.days * dayMs).toISOString(),
        };
  return {
    name,
    list: async () => {
      const objects = await told(() => client.listObjects('/', prefix));
      if (objects === null) throw new StoreError(`there is no bucket ${bucket}`);
      return new Map(
        objects.map((one): readonly [string, Kept] => [
          one.Key.slice(prefix.length),
          { bytes: one.Size, md5: md5Of(one.ETag) },
        ]),
      );
    },
    put: async ({ path, content, sha256 }) => {
      const checksum = Buffer.from(sha256, 'hex').toString('base64');
      const headers = { 'x-amz-meta-sha256': sha256, 'x-amz-checksum-sha256': checksum, ...lockHeaders() };
      await told(() => client.putObject(prefix + path, content, 'application/octet-stream', undefined, headers));
    },
    isSame: async ({ path, sha256, content }) => {
      const headers = await head(path);
      return (
        headers !== null &&
        headers.get('x-amz-meta-sha256') === sha256 &&
        Number(headers.get('content-length')) === content.length
      );
    },
    lockedUntil: async (path) => (await head(path))?.get('x-amz-object-lock-retain-until-date') ?? null,
  };
}

function connect({ endpoint, bucket, region, prefix, accessKeyId, secretAccessKey }: S3Settings) {
  let last: Headers = new Headers();
  const client = new S3mini({
    endpoint: `${endpoint.replace(/\/+$/, '')}/${bucket}`,
    region,
    accessKeyId,
    secretAccessKey,
    requestAbortTimeout: timeoutMs,
    // The client answers whether a file exists and keeps the headers to itself; what locks it stands in them.
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      if (init?.method === 'HEAD') last = answer.headers;
      return answer;
    },
  });
  // One at a time: files are sent side by side, and the headers of one must not be taken for another's.
  let queue: Promise<unknown> = Promise.resolve();
  const head = (path: string): Promise<Headers | null> => {
    const asked = queue.then(async () => {
      const exists = await told(() => client.objectExists(prefix + path));
      return exists === true ? last : null;
    });
    queue = asked.catch(() => undefined);
    return asked;
  };
  return { client, head };
}

/** The ETag of a file sent in one piece is its MD5, unless the store encrypts with keys of its own. */
function md5Of(etag: unknown): string | null {
  const [digest] = /[0-9a-f]{32}/i.exec(String(etag)) ?? [];
  return digest === undefined || String(etag).includes('-') ? null : digest.toLowerCase();
}

async function told<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
