import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltCli } from '../../kit/built-cli.ts';
import { readMail } from '../../../fixtures/mail/read-mail.ts';
import { startMail, type MailServer } from '../../kit/mail-server.ts';
import { makeCliProject, type CliProject } from '../../kit/cli-project.ts';
import { startPageProvider, type PageProvider } from '../../kit/page-provider.ts';
import { failingChecklist, type Page } from './failing-steps.ts';
import { startHostileShop } from './hostile-shop.ts';
import { marks } from './hostile-page.ts';
import { planted, registered, squeezed } from './planted.ts';
import { readFolder, viewsOf, type Reading } from './search-files.ts';

export type ProofResult = {
  readonly kinds: number;
  readonly steps: number;
  readonly files: number;
  /** Each value that was found: which, where. */
  readonly hits: readonly string[];
  /** `mark-…` words of the page that stand in the archive: the roads on which a value would have come there. */
  readonly roads: readonly string[];
  /** What went wrong with a run itself. */
  readonly troubles: readonly string[];
};

export type Wishes = {
  readonly turns: readonly number[];
  readonly kinds: readonly number[];
  /** Kinds that one page says together, and turns that one run makes; left out: one. */
  readonly perPage?: number;
  readonly perRun?: number;
};

/**
 * Runs the hostile shop's checklist through the real command line, once a turn, and searches all that it left: the archive, the state
 * folder, the terminal, and what people on call were sent.
 */
export async function proveSecrets(
  cli: BuiltCli,
  wishes: Wishes,
  tell: (line: string) => void = () => undefined,
): Promise<ProofResult> {
  const shop = await startHostileShop(planted);
  const provider = await startPageProvider();
  const mail = await startMail();
  const project = makeCliProject(cli, shop.url);
  const said: Reading[] = [];
  const troubles: string[] = [];
  try {
    arrange(project, { shop: shop.url, provider: provider.url });
    const pages = slices(wishes.kinds, wishes.perPage ?? 1);
    const runs = slices(wishes.turns, wishes.perRun ?? 1);
    for (const turns of runs) {
      const name = `turn ${turns.join(', ')}`;
      const ended = await runTurns(project, { turns, pages, smtp: mail.url });
      said.push({ file: `terminal of ${name}`, views: viewsOf(Buffer.from(`${ended.stdout}\n${ended.stderr}`)) });
      if (ended.stderr.includes('PDF')) tell(ended.stderr.trim());
      if (ended.code !== 1) troubles.push(`${name} ended with ${ended.code}: ${ended.stderr.slice(0, 900)}`);
      tell(`${name}: exit ${ended.code} ${Math.round(performance.now() / 1000)} s`);
    }
    const places = [readFolder(project.reports), readFolder(project.state), said, sent(provider, mail)];
    if (mail.taken.length === 0 || provider.got.length === 0) troubles.push('nobody was told by page and mail');
    const found = searchAll(places, wishes.kinds);
    const sealed = found.files.filter((file) => file.endsWith('run.sigstore.json')).length;
    if (sealed !== runs.length) troubles.push(`${sealed} of ${runs.length} reports were sealed`);
    const steps = pages.length * wishes.turns.length;
    return {
      kinds: wishes.kinds.length,
      steps,
      files: found.files.length,
      hits: found.hits,
      roads: found.roads,
      troubles,
    };
  } finally {
    provider.close();
    await mail.close();
    shop.close();
    if (process.env['POSTFLIGHT_KEEP'] === undefined) project.remove();
    else tell(project.folder);
  }
}

/** One file at a time: what many runs left does not fit into memory unpacked. */
function searchAll(
  places: readonly Iterable<Reading>[],
  kinds: readonly number[],
): { readonly files: readonly string[]; readonly hits: readonly string[]; readonly roads: readonly string[] } {
  const [files, hits]: [string[], string[]] = [[], []];
  const roads = new Set<string>();
  for (const [index, place] of places.entries())
    for (const reading of place) {
      files.push(reading.file);
      hits.push(...hitsIn([reading], kinds));
      // The first place is the archive.
      if (index > 0) continue;
      for (const mark of marks)
        if (!roads.has(mark) && reading.views.some((view) => view.includes(squeezed(mark)))) roads.add(mark);
    }
  return { files, hits, roads: marks.filter((mark) => roads.has(mark)) };
}

/** Where a planted value stands in what was read; only the kinds that were asked for. */
export function hitsIn(all: readonly Reading[], kinds: readonly number[]): readonly string[] {
  return kinds.flatMap((index) => {
    const one = planted[index];
    if (one === undefined) return [];
    return all
      .filter(({ views }) => views.some((view) => one.gone.some((piece) => stands(view, piece))))
      .map(({ file }) => `${one.kind} (K-${index}) in ${file}`);
  });
}

/**
 * The last digits of a telephone number stand by chance in one of a hundred archives, which are full of times and digests. They count
 * behind an area code, and where they are no part of a longer row.
 */
function stands(view: string, piece: string): boolean {
  if (!view.includes(piece) || !/^\d{1,8}$/.test(piece)) return view.includes(piece);
  return new RegExp(`(?:01[016]|02|031|0507|8210)${piece}|(?<!\\d)(?:1?0)?${piece}(?!\\d)`).test(view);
}

const secrets = Object.fromEntries(
  Object.entries(registered).map(([name, value]) => [`POSTFLIGHT_SECRET_${name}`, value]),
);

function arrange(project: CliProject, at: { readonly shop: string; readonly provider: string }): void {
  mkdirSync(join(project.folder, 'on-call'));
  const body = '{ json: { id: "{{id}}", text: "{{text}}", title: "{{title}}", headline: "{{headline}}" } }';
  project.write(
    'on-call/duty.yaml',
    `on-call: duty
people:
  kim: { name: Kim, language: en, addresses: { push: kim, mail: kim@shop.example } }
channels:
  push: { kind: webhook, url: "${at.provider}/page", hosts: ["${new URL(at.provider).host}"], interrupts: true, body: ${body} }
  mail: { kind: email, smtp: "\${secret:SMTP}", from: pager@shop.example }
ladder: [{ after: 0s, notify: [{ who: kim, by: [push, mail] }] }]
tool-owners: [{ who: kim, by: [push] }]
`,
  );
  project.write('targets/shop.yaml', `target: the shop\nbase-url: ${at.shop}\non-call: ../on-call/duty.yaml\n`);
}

function slices<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return all.flatMap((_one, index) => (index % size === 0 ? [all.slice(index, index + size)] : []));
}

function runTurns(
  project: CliProject,
  given: { readonly turns: readonly number[]; readonly pages: readonly Page[]; readonly smtp: string },
): ReturnType<CliProject['run']> {
  writeFileSync(join(project.folder, 'hostile.yaml'), failingChecklist(given.pages, given.turns, 2));
  return project.run(['run', 'hostile.yaml', '--trace', 'on', '--pdf', '--no-confirm', '--tracks', '2'], {
    ...secrets,
    POSTFLIGHT_SECRET_SMTP: given.smtp,
    POSTFLIGHT_ONCALL_LIMIT: '1',
  });
}

function sent({ got }: PageProvider, { taken }: MailServer): readonly Reading[] {
  const mails = taken.map(({ raw }, index) => {
    const { subject, parts } = readMail(raw);
    const bodies = [Buffer.from(raw), Buffer.from(subject), ...parts.map(({ body }) => body)];
    return { file: `mail ${index + 1}`, views: bodies.flatMap((body) => viewsOf(body)) };
  });
  const pages = got.map(({ body }, index) => ({
    file: `page ${index + 1}`,
    views: viewsOf(Buffer.from(JSON.stringify(body))),
  }));
  return [...pages, ...mails];
}
