import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltCli } from '../../kit/built-cli.ts';
import { readMail } from '../../../fixtures/mail/read-mail.ts';
import { startMail, type MailServer } from '../../kit/mail-server.ts';
import { makeCliProject, type CliProject } from '../../kit/cli-project.ts';
import { startPageProvider, type PageProvider } from '../../kit/page-provider.ts';
import { failingChecklist } from './failing-steps.ts';
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

/**
 * Runs the hostile shop's checklist through the real command line, once a turn, and searches all that it left: the archive, the state
 * folder, the terminal, and what people on call were sent.
 */
export async function proveSecrets(
  cli: BuiltCli,
  wishes: { readonly turns: readonly number[]; readonly kinds: readonly number[] },
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
    for (const turn of wishes.turns) {
      const ended = await runTurn(project, { turn, kinds: wishes.kinds, smtp: mail.url });
      said.push({ file: `terminal of turn ${turn}`, views: viewsOf(Buffer.from(`${ended.stdout}\n${ended.stderr}`)) });
      if (ended.stderr.includes('PDF')) tell(ended.stderr.trim());
      if (ended.code !== 1) troubles.push(`turn ${turn} ended with ${ended.code}: ${ended.stderr.slice(0, 900)}`);
      tell(`turn ${turn}: exit ${ended.code} ${Math.round(performance.now() / 1000)} s`);
    }
    const places = [readFolder(project.reports), readFolder(project.state), said, sent(provider, mail)];
    if (mail.taken.length === 0 || provider.got.length === 0) troubles.push('nobody was told by page and mail');
    const found = searchAll(places, wishes.kinds);
    const runs = found.files.filter((file) => file.endsWith('run.sigstore.json')).length;
    if (runs !== wishes.turns.length) troubles.push(`${runs} of ${wishes.turns.length} reports were sealed`);
    const steps = wishes.kinds.length * wishes.turns.length;
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
      .filter(({ views }) => views.some((view) => one.gone.some((piece) => view.includes(piece))))
      .map(({ file }) => `${one.kind} (K-${index}) in ${file}`);
  });
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

function runTurn(
  project: CliProject,
  { turn, kinds, smtp }: { readonly turn: number; readonly kinds: readonly number[]; readonly smtp: string },
): ReturnType<CliProject['run']> {
  writeFileSync(join(project.folder, 'hostile.yaml'), failingChecklist(kinds, turn, 2));
  return project.run(['run', 'hostile.yaml', '--trace', 'on', '--pdf', '--no-confirm', '--tracks', '2'], {
    ...secrets,
    POSTFLIGHT_SECRET_SMTP: smtp,
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
