import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTarget } from '../../checklist/read-target.ts';
import { renderDiagnostics } from '../../checklist/render.ts';
import { createSecrets, environmentRedactor } from '../../engine/secrets.ts';
import type { OnCall } from '../../model/oncall.ts';
import { SetupError } from '../../model/trouble.ts';
import { channelKinds } from '../../oncall/channels/index.ts';
import { openChannels, type OpenedChannels } from '../../oncall/open-channels.ts';
import type { Surroundings } from '../command.ts';
import { findPlaces, type Places } from '../places.ts';
import { targetNames } from '../target-files.ts';
import { text as cliText } from '../text.ts';
import { testText as text } from './test-text.ts';

/** An on-call file of this folder with its channels, as far as they can be opened. */
export type ChannelDesk = {
  readonly target: string;
  readonly onCall: OnCall;
  readonly opened: OpenedChannels;
  readonly places: Places;
};

/** The on-call files of the targets, each once. Mistakes in them are printed; null when there are any. */
export function openChannelDesks(
  options: { readonly target?: string; readonly state?: string },
  around: Surroundings,
): readonly ChannelDesk[] | null {
  const { env, workingDirectory, terminal } = around;
  const places = findPlaces(options, env, workingDirectory);
  const secrets = createSecrets(env, environmentRedactor(env));
  const desks = new Map<string, ChannelDesk>();
  let isGood = true;
  for (const name of targetNames(options.target, workingDirectory)) {
    const read = readTarget(fileOf(name, workingDirectory), { env, workingDirectory, channelKinds });
    if (!('ok' in read)) {
      terminal.complain(renderDiagnostics(read.diagnostics, read.sources, { color: terminal.color }));
      terminal.complain(cliText.lintBad({ count: read.diagnostics.length }));
      isGood = false;
      continue;
    }
    const { onCall } = read.ok;
    if (onCall === null || desks.has(onCall.id)) continue;
    const world = { secret: (wish: string) => secrets.get(wish), fetch, folder: join(places.state, 'pager') };
    desks.set(onCall.id, { target: name, onCall, opened: openChannels(onCall, channelKinds, world), places });
  }
  if (!isGood) return null;
  if (desks.size === 0) throw new SetupError(text.noOnCall());
  return [...desks.values()];
}

function fileOf(target: string, workingDirectory: string): string {
  const folders = ['checklists/targets', 'targets'] as const;
  const found = folders.find((folder) => existsSync(resolve(workingDirectory, folder, `${target}.yaml`)));
  return join(found ?? folders[0], `${target}.yaml`);
}
