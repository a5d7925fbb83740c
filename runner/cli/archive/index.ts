import type { Command } from 'commander';
import type { Surroundings } from '../command.ts';
import { defineAdd } from './add.ts';
import { defineCopy } from './copy.ts';
import { defineExport } from './export.ts';
import { defineList } from './list.ts';
import { definePdf } from './pdf.ts';
import { defineRetention } from './retention.ts';
import { defineShow } from './show.ts';
import { addStamp } from './stamp.ts';

/** A subcommand of `postflight archive`: one file here, one line in the list. */
export type AddSubcommand = (group: Command, surroundings: () => Surroundings, exit: (code: number) => void) => void;

/** THE LIST of what can be done with an archive, in the order of the help text. */
export const archiveSubcommands: readonly AddSubcommand[] = [
  defineList,
  defineShow,
  defineExport,
  defineAdd,
  definePdf,
  defineRetention,
  defineCopy,
  addStamp,
];
