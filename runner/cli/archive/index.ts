import type { Command } from 'commander';
import type { Surroundings } from '../command.ts';

/** A subcommand of `postflight archive` or `postflight keys`: one file, one line in its list. */
export type AddSubcommand = (group: Command, surroundings: () => Surroundings, exit: (code: number) => void) => void;

/** One file's subcommands, and how they are loaded when one of them is asked for. */
type Subcommands = { readonly names: readonly string[]; readonly load: () => Promise<AddSubcommand> };

/** THE LIST of what can be done with an archive, in the order of the help text. */
const subcommands: readonly Subcommands[] = [
  { names: ['list', 'search', 'rebuild'], load: async () => (await import('./list.ts')).defineList },
  { names: ['show'], load: async () => (await import('./show.ts')).defineShow },
  { names: ['export'], load: async () => (await import('./export.ts')).defineExport },
  { names: ['add'], load: async () => (await import('./add.ts')).defineAdd },
  { names: ['pdf'], load: async () => (await import('./pdf.ts')).definePdf },
  { names: ['prune', 'erase'], load: async () => (await import('./retention.ts')).defineRetention },
  { names: ['hold', 'release', 'holds'], load: async () => (await import('./hold.ts')).defineHold },
  { names: ['copy'], load: async () => (await import('./copy.ts')).defineCopy },
  { names: ['stamp'], load: async () => (await import('./stamp.ts')).addStamp },
];

/** Those that these arguments can mean: listing reports does not wait for what printing one needs. All when they name none (help). */
export async function archiveSubcommandsFor(args: readonly string[]): Promise<readonly AddSubcommand[]> {
  const named = subcommands.filter(({ names }) => names.some((name) => args.includes(name)));
  return Promise.all((named.length === 0 ? subcommands : named).map(({ load }) => load()));
}
