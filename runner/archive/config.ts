import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { SetupError } from '../model/trouble.ts';
import type { CommandSigner } from '../sign/command-signer.ts';
import { configText } from './config-text.ts';

/** A place outside the archive that hears of each new checkpoint. */
export type PublishHook =
  /** Started without a shell; the checkpoint on its standard input. */
  | { readonly kind: 'command'; readonly command: readonly string[] }
  | { readonly kind: 'webhook'; readonly url: string }
  /** Through the server in POSTFLIGHT_ARCHIVE_SMTP (smtps://user:password@host). */
  | { readonly kind: 'email'; readonly to: readonly string[]; readonly from: string };

/** `archive.json` in the state folder; everything in it may be left out. */
export type ArchiveConfig = {
  /** A key in another program; null: the key file of `postflight keys init`. */
  readonly signer: CommandSigner | null;
  /** URLs of time stamping authorities, asked in this order. */
  readonly timestamps: readonly string[];
  readonly publish: readonly PublishHook[];
  /** What other parts of the archive read for themselves (retention, stores …). */
  readonly rest: { readonly [key: string]: unknown };
};

const otherKeys = ['$schema', 'retention', 'stores', 'pdf'];

/** Reads a state folder's archive.json. Throws SetupError naming the file and the place in it. */
export function readArchiveConfig(state: string): ArchiveConfig {
  const file = resolve(state, 'archive.json');
  if (!existsSync(file)) return { signer: null, timestamps: [], publish: [], rest: {} };
  const refuse = (place: string, problem: string) => new SetupError(configText.malformed(file, place, problem));
  const json = parse(readFileSync(file, 'utf8'), refuse);
  if (!isObject(json)) throw refuse('', 'not an object');
  const { signer, timestamps = [], publish = [], ...rest } = json;
  const unknown = Object.keys(rest).find((key) => !otherKeys.includes(key));
  if (unknown !== undefined) throw refuse(unknown, 'not a setting');
  if (!isTexts(timestamps) || !timestamps.every(isWebAddress)) throw refuse('timestamps', 'not a list of http(s) URLs');
  if (!Array.isArray(publish)) throw refuse('publish', 'not a list');
  return {
    signer: signer === undefined ? null : readSigner(signer, dirname(file), refuse),
    timestamps,
    publish: publish.map((hook: unknown, index) => readHook(hook, (problem) => refuse(`publish[${index}]`, problem))),
    rest,
  };
}

type Refuse = (place: string, problem: string) => SetupError;

function readSigner(signer: unknown, folder: string, refuse: Refuse): CommandSigner {
  if (!isObject(signer)) throw refuse('signer', 'not an object');
  const { command, publicKey, timeoutSeconds = limits.signerMs / 1_000, ...more } = signer;
  const [unknown] = Object.keys(more);
  if (unknown !== undefined) throw refuse(`signer.${unknown}`, 'not a setting');
  if (!isTexts(command) || command.length === 0) throw refuse('signer.command', 'not a list of program and arguments');
  if (typeof publicKey !== 'string') throw refuse('signer.publicKey', 'not a file name');
  if (typeof timeoutSeconds !== 'number' || timeoutSeconds < 1 || timeoutSeconds > 300)
    throw refuse('signer.timeoutSeconds', 'not 1 to 300');
  return { command, publicKey: resolve(folder, publicKey), timeoutMs: timeoutSeconds * 1_000 };
}

function readHook(hook: unknown, refuse: (problem: string) => SetupError): PublishHook {
  const [kind, ...others] = isObject(hook) ? Object.keys(hook) : [];
  if (!isObject(hook) || kind === undefined || others.length > 0)
    throw refuse('not one of { "command": [...] }, { "webhook": "https://…" }, { "email": { "from", "to" } }');
  const value = hook[kind];
  if (kind === 'command' && isTexts(value) && value.length > 0) return { kind, command: value };
  if (kind === 'webhook' && typeof value === 'string' && isWebAddress(value)) return { kind, url: value };
  if (kind === 'email' && isObject(value)) {
    const { from, to } = value;
    if (typeof from === 'string' && isTexts(to) && to.length > 0) return { kind, from, to };
  }
  throw refuse(`"${kind}" is malformed or not a kind of hook`);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function parse(text: string, refuse: Refuse): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw refuse('', cause.message);
    throw cause;
  }
}
