import { dirname } from 'node:path';
import { openCommandSigner } from '../sign/command-signer.ts';
import type { Signer } from '../sign/signer.ts';
import { type KeyPlaces } from '../sign/key-places.ts';
import { loadSigner } from '../sign/state.ts';
import { readArchiveConfig } from './config.ts';

/** Whoever signs this team's reports: the program that archive.json names, or the key file. Throws SetupError when there is neither. */
export function loadReportSigner(places: KeyPlaces, env: NodeJS.ProcessEnv): Signer {
  const { signer } = readArchiveConfig(dirname(places.keys));
  return signer === null ? loadSigner(places, env) : openCommandSigner(signer);
}
