import { spawn } from 'node:child_process';
import { verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { childrenOf, DerError, readDer, tags } from './der-read.ts';
import { der } from './der.ts';
import { readPublicKey } from './keys.ts';
import type { PublicKey, Signer } from './signer.ts';
import { SetupError } from '../model/trouble.ts';
import { plainText } from '../base/plain-text.ts';
import { text } from './text.ts';

/** A key that only another program can use: a KMS, a hardware module, a smart card. */
export type CommandSigner = {
  /** Program and arguments, started without a shell: bytes on its standard input, the signature on its standard output. */
  readonly command: readonly string[];
  /** PEM file of the public half; what the command answers is checked with it before it is used. */
  readonly publicKey: string;
  readonly timeoutMs: number;
};

/** A signer that asks the command. Throws SetupError when the public key cannot be read; signing throws it for whatever the command does wrong. */
export function openCommandSigner(wanted: CommandSigner): Signer {
  const key = readPublicKey(readPem(wanted.publicKey));
  return {
    ...key,
    sign: async (bytes) => {
      const answer = await runCommand(wanted, bytes);
      const signature = toDer(answer);
      if (signature === null || !isValid(key, bytes, signature))
        throw new SetupError(text.signerAnsweredOther(wanted.command[0] ?? '', answer.length));
      return signature;
    },
  };
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SetupError(text.publicKeyUnreadable(file), { cause });
  }
}

/** PKCS#11 tools and some services give r and s as 64 raw bytes, AWS gives base64 of DER; we keep DER. */
function toDer(answer: Buffer): Buffer | null {
  if (answer.length === 64)
    return der.sequence(der.bigInteger(answer.subarray(0, 32)), der.bigInteger(answer.subarray(32)));
  if (isSignature(answer)) return answer;
  const printed = answer.toString('latin1').trim();
  const decoded = /^[A-Za-z0-9+/]+={0,2}$/.test(printed) ? Buffer.from(printed, 'base64') : null;
  return decoded !== null && isSignature(decoded) ? decoded : null;
}

function isSignature(bytes: Buffer): boolean {
  try {
    const sequence = readDer(bytes);
    const numbers = childrenOf(sequence);
    return sequence.tag === tags.sequence && numbers.length === 2 && numbers.every(({ tag }) => tag === tags.integer);
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}

function isValid(key: PublicKey, bytes: Uint8Array, signature: Buffer): boolean {
  return verify('sha256', bytes, key.key, signature);
}

const answerBytesAtMost = 4_096;

async function runCommand({ command, timeoutMs }: CommandSigner, input: Uint8Array): Promise<Buffer> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], shell: false });
  // A group of its own would outlive us; killing the program itself is what can be promised.
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const out = collect(child.stdout, answerBytesAtMost + 1);
  const complaint = collect(child.stderr, 2_000);
  // A program that signs without reading everything closes its input early; its answer is judged, not its manners.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = await new Promise<number | string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(code ?? signal ?? 'ended'));
  });
  clearTimeout(timer);
  const said = plainText((await complaint).toString('utf8'))
    .trim()
    .slice(0, 300);
  if (ended === 'SIGKILL') throw new SetupError(text.signerHangs(program, timeoutMs));
  if (ended !== 0) throw new SetupError(text.signerFailed(program, `${ended}${said === '' ? '' : `: ${said}`}`));
  return out;
}

function collect(stream: NodeJS.ReadableStream, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  return new Promise((done) => {
    stream.on('data', (part: Buffer) => {
      if (size < most) parts.push(part.subarray(0, most - size));
      size += part.length;
    });
    stream.once('close', () => done(Buffer.concat(parts)));
  });
}
