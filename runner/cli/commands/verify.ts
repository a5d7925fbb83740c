import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unreachable } from '../../base/unreachable.ts';
import { verifyReport, type Pinned, type VerifyResult } from '../../archive/verify.ts';
import { SetupError } from '../../model/trouble.ts';
import { readTrust } from '../../sign/state.ts';
import type { DefineCommand, Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { findPlaces } from '../places.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Style, Terminal } from '../terminal.ts';
import { text } from '../text.ts';

type VerifyOptions = {
  readonly key?: string;
  readonly trust?: string;
  readonly state?: string;
  readonly json?: boolean;
};

/** `postflight verify`: checks a report offline. Exit 0 verified, 1 tampered or invalid, 2 usage, 4 not fully checked. */
export const verifyCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('verify')
    .description('check the signature and every digest of a report, offline')
    .argument('<folder...>', "a report's folder")
    .option('--key <file>', "the signer's public key (PEM), pinned by you")
    .option('--trust <file>', 'a list of trusted keys (default: the one in the state folder)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .option('--json', 'the result as JSON')
    .action((folders: readonly string[], options: VerifyOptions) => {
      const around = surroundings();
      const pinned = pinnedKeys(options, around);
      const codes = folders.map((folder) => verifyOne(folder, pinned, around, options.json === true));
      exit(
        codes.find((code) => code === exitCodes.noGo) ?? codes.find((code) => code !== exitCodes.ok) ?? exitCodes.ok,
      );
    });

function verifyOne(
  folder: string,
  pinned: Pinned,
  { terminal, workingDirectory }: Surroundings,
  json: boolean,
): number {
  const path = resolve(workingDirectory, folder);
  if (!existsSync(path)) throw new SetupError(text.noSuchFolder({ folder }));
  const result = verifyReport(path, pinned);
  if (json) terminal.line(JSON.stringify({ folder, ...result }));
  else tell(folder, result, terminal);
  switch (result.state) {
    case 'verified':
      return exitCodes.ok;
    case 'tampered':
      return exitCodes.noGo;
    case 'incomplete':
      return exitCodes.unknown;
    default:
      return unreachable(result.state);
  }
}

function pinnedKeys(options: VerifyOptions, { env, workingDirectory }: Surroundings): Pinned {
  if (options.key !== undefined) return { publicKeyPem: readText(resolve(workingDirectory, options.key)) };
  const file =
    options.trust === undefined
      ? findPlaces(options, env, workingDirectory).trust
      : resolve(workingDirectory, options.trust);
  if (existsSync(file)) return { trust: readTrust(file) };
  if (options.trust !== undefined) throw new SetupError(text.noSuchFile({ file }));
  return { nobody: true };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SetupError(text.noSuchFile({ file }), { cause });
  }
}

const marks = {
  passed: { mark: '✓', style: 'green' },
  failed: { mark: '✗', style: 'red' },
  'not-checked': { mark: '–', style: 'yellow' },
} as const satisfies { readonly [outcome: string]: { readonly mark: string; readonly style: Style } };

function tell(folder: string, result: VerifyResult, terminal: Terminal): void {
  const { language, paint } = terminal;
  terminal.line(paint('bold', folder));
  for (const check of result.checks) {
    const { mark, style } = marks[check.outcome];
    terminal.line(`  ${paint(style, mark)} ${check.name.padEnd(12)} ${plainText(check.detail[language])}`);
  }
  const words = { verified: text.verified(), tampered: text.tampered(), incomplete: text.incomplete() }[result.state];
  const style: Style = result.state === 'verified' ? 'green' : result.state === 'tampered' ? 'red' : 'yellow';
  terminal.line(paint(style, words[language]));
}
