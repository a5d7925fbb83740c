import type { Command } from 'commander';
import { readArchiveConfig } from '../../archive/config.ts';
import { openStores } from '../../archive/stores/config.ts';
import { copyArchive } from '../../archive/stores/copy.ts';
import { StoreError, type Store } from '../../archive/stores/store.ts';
import { storesText } from '../../archive/stores/text.ts';
import { systemClock } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Surroundings } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { placesOf, type ArchiveOptions } from './where.ts';

type CopyOptions = ArchiveOptions & { readonly store?: string };

/** `postflight archive copy`: brings every store up to the archive; for cron, and after every run. */
export function defineCopy(group: Command, surroundings: () => Surroundings, exit: (code: number) => void): void {
  group
    .command('copy')
    .description('copy the archive to its stores (stores in archive.json): a folder, or S3 with Object Lock')
    .option('--store <name>', 'only this one')
    .option('--reports <folder>', 'signed reports (default: ./reports)')
    .option('--state <folder>', 'journal, locks and keys (default: ./.postflight)')
    .exitOverride()
    .action(async (options: CopyOptions) => exit(await copy(options, surroundings())));
}

async function copy(options: CopyOptions, around: Surroundings): Promise<number> {
  const places = placesOf(options, around);
  const { state } = places;
  const all = openStores(readArchiveConfig(state).rest['stores'], { state, env: around.env, clock: systemClock });
  const stores = all.filter(({ name }) => options.store === undefined || name === options.store);
  if (all.length === 0) throw new SetupError(storesText.none());
  if (stores.length === 0) throw new SetupError(storesText.unknown(options.store ?? ''));
  let failed = 0;
  for (const store of stores) failed += (await copyTo(store, places.reports, around)) ? 0 : 1;
  return failed > 0 ? exitCodes.unknown : exitCodes.ok;
}

async function copyTo(store: Store, reports: string, { terminal }: Surroundings): Promise<boolean> {
  try {
    const { sent, there, lockedUntil } = await copyArchive(reports, store);
    terminal.say(storesText.copied(store.name, sent, there));
    if (lockedUntil === null) terminal.say(storesText.notLocked(store.name));
    else terminal.say(storesText.locked(store.name, lockedUntil));
    return true;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    terminal.complain(storesText.failed(store.name, plainText(error.message).slice(0, 300)));
    return false;
  }
}
