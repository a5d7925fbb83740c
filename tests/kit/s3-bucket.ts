import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

export type Held = { readonly body: Buffer; readonly headers: IncomingMessage['headers'] };

/** A bucket `vault` that speaks as much S3 as a copy needs; signatures are not checked. */
export type Bucket = {
  readonly endpoint: string;
  readonly held: Map<string, Held>;
  /** Keys in the order in which they were written, each time one was. */
  readonly writes: string[];
  close(): void;
};

/** Serves the bucket on loopback. `refuse` makes it answer like a store in trouble, `etag` like one that encrypts. */
export async function serveBucket(
  refuse: (key: string) => boolean = () => false,
  etag: (body: Buffer) => string = md5,
): Promise<Bucket> {
  const held = new Map<string, Held>();
  const writes: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const key = decodeURIComponent(url.pathname.replace(/^\/vault\/?/, ''));
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    // A sender that died in the middle of a file has sent nothing.
    request.on('error', () => undefined);
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const found = held.get(key);
      if (request.method === 'PUT' && refuse(key)) response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
      else if (request.method === 'PUT') {
        held.set(key, { body, headers: request.headers });
        writes.push(key);
        response.writeHead(200, { etag: `"${md5(body)}"` }).end();
      } else if (request.method === 'GET' && key === '') response.writeHead(200).end(listing(held, url, etag));
      else if (found === undefined) response.writeHead(404).end();
      else
        response
          .writeHead(200, {
            'content-length': String(found.body.length),
            'x-amz-meta-sha256': String(found.headers['x-amz-meta-sha256']),
            ...lockOf(found),
          })
          .end(request.method === 'HEAD' ? undefined : found.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { endpoint: `http://127.0.0.1:${port}`, held, writes, close: () => void server.close() };
}

const md5 = (body: Buffer): string => createHash('md5').update(body).digest('hex');

function lockOf({ headers }: Held): { readonly [name: string]: string } {
  const until = headers['x-amz-object-lock-retain-until-date'];
  return typeof until === 'string' ? { 'x-amz-object-lock-retain-until-date': until } : {};
}

function listing(held: ReadonlyMap<string, Held>, url: URL, etag: (body: Buffer) => string): string {
  const prefix = url.searchParams.get('prefix') ?? '';
  const rows = [...held]
    .filter(([key]) => key.startsWith(prefix))
    .map(
      ([key, { body }]) =>
        `<Contents><Key>${key}</Key><LastModified>2026-11-22T00:00:00.000Z</LastModified><ETag>&quot;${etag(body)}&quot;</ETag><Size>${body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
    );
  return `<?xml version="1.0"?><ListBucketResult><Name>vault</Name><KeyCount>${rows.length}</KeyCount><IsTruncated>false</IsTruncated>${rows.join('')}</ListBucketResult>`;
}
