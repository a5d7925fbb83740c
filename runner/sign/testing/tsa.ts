import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { der } from '../der.ts';
import { authorityFromPem, type Authority } from '../time/authorities.ts';

/** A time stamping authority made with openssl; only tests use it. */
export type TestAuthority = {
  readonly authority: Authority;
  /** Root, and root with leaf, as PEM files. */
  readonly rootFile: string;
  readonly chainFile: string;
  /** A TimeStampResp for a TimeStampReq. */
  answer(query: Buffer): Buffer;
};

export type TestAuthorityOptions = {
  readonly key?: 'ec' | 'rsa';
  /** Signs with RSASSA-PSS in this way, as some authorities do: OpenSSL's words. */
  readonly pss?: readonly string[];
  readonly digest?: 'sha256' | 'sha512';
  /** `serverAuth` makes a certificate that is good for something else. */
  readonly usage?: string;
  /** From when to when the certificate holds, as openssl writes it (`20260101000000Z`). */
  readonly window?: readonly [string, string];
};

const configuration = (folder: string, digest: string) => `
[tsa]
default_tsa = one
[one]
serial = ${join(folder, 'serial')}
signer_cert = ${join(folder, 'leaf.pem')}
certs = ${join(folder, 'root.pem')}
signer_key = ${join(folder, 'leaf.key')}
signer_digest = ${digest}
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** Makes keys, a root and a leaf certificate below `folder`. */
export function makeAuthority(folder: string, options: TestAuthorityOptions = {}): TestAuthority {
  const { key = 'ec', digest = 'sha256', usage = 'critical,timeStamping', window } = options;
  mkdirSync(folder, { recursive: true });
  const at = (name: string) => join(folder, name);
  const openssl = (command: string) => execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' });
  const newKey = newKeys[key];
  openssl(`req -x509 ${newKey} -nodes -days 3650 -subj /CN=Test-TSA-root -keyout root.key -out root.pem`);
  openssl(`req ${newKey} -nodes -subj /CN=Test-TSA -keyout leaf.key -out leaf.csr`);
  writeFileSync(
    at('ext.cnf'),
    `basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=${usage}\n`,
  );
  const issuer = '-CA root.pem -CAkey root.key -CAcreateserial';
  if (window === undefined) openssl(`x509 -req -in leaf.csr ${issuer} -days 3650 -extfile ext.cnf -out leaf.pem`);
  else signWithin(folder, window, openssl);
  writeFileSync(at('tsa.cnf'), configuration(folder, digest));
  writeFileSync(at('serial'), '01\n');
  const pem = readFileSync(at('leaf.pem'), 'utf8') + readFileSync(at('root.pem'), 'utf8');
  writeFileSync(at('chain.pem'), pem);
  return {
    authority: authorityFromPem(pem, 'http://127.0.0.1/'),
    rootFile: at('root.pem'),
    chainFile: at('chain.pem'),
    answer: (query) => {
      writeFileSync(at('query.tsq'), query);
      openssl('ts -reply -config tsa.cnf -queryfile query.tsq -out answer.tsr');
      if (options.pss === undefined) return readFileSync(at('answer.tsr'));
      // openssl ts has no other padding; its cms has, over the same statement.
      openssl('ts -reply -config tsa.cnf -queryfile query.tsq -token_out -out token.der');
      openssl('cms -verify -noverify -binary -inform DER -in token.der -out info.der');
      const how = ['rsa_padding_mode:pss', ...options.pss].map((one) => `-keyopt ${one}`).join(' ');
      const form = '-binary -nodetach -nosmimecap -cades -econtent_type 1.2.840.113549.1.9.16.1.4';
      openssl(
        `cms -sign ${form} -md ${digest} -signer leaf.pem -inkey leaf.key ${how} -in info.der -outform DER -out pss.der`,
      );
      return der.sequence(der.sequence(der.integer(0)), readFileSync(at('pss.der')));
    },
  };
}

/** `openssl x509` of 3.0 knows only days from now; `openssl ca` takes any two times. */
function signWithin(
  folder: string,
  [from, until]: readonly [string, string],
  openssl: (command: string) => void,
): void {
  const lines = [
    '[ca]',
    'default_ca=one',
    '[one]',
    'database=index',
    'serial=ca-serial',
    'new_certs_dir=.',
    'policy=any',
  ];
  writeFileSync(join(folder, 'ca.cnf'), [...lines, 'default_md=sha256', '[any]', 'commonName=supplied', ''].join('\n'));
  writeFileSync(join(folder, 'index'), '');
  writeFileSync(join(folder, 'ca-serial'), '02\n');
  const times = `-startdate ${from} -enddate ${until}`;
  const signer = '-cert root.pem -keyfile root.key -extfile ext.cnf';
  openssl(`ca -batch -notext -config ca.cnf ${signer} ${times} -in leaf.csr -out leaf.pem`);
}

const newKeys = {
  ec: '-newkey ec -pkeyopt ec_paramgen_curve:P-256',
  rsa: '-newkey rsa:2048',
} as const;

export type TestServer = { readonly url: string; readonly asked: () => number; close(): Promise<void> };

/** Serves an authority on loopback. `behave` may answer instead. */
export async function serveAuthority(
  authority: TestAuthority,
  behave?: (request: { readonly query: Buffer; readonly response: ServerResponse }) => boolean,
): Promise<TestServer> {
  let asked = 0;
  const server = createServer((request, response) => {
    void readAll(request).then((query) => {
      asked += 1;
      if (behave?.({ query, response }) === true) return;
      response.setHeader('content-type', 'application/timestamp-reply');
      response.end(authority.answer(query));
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked: () => asked,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
