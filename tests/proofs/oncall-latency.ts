import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../runner/base/clock.ts';
import { createRedactor } from '../../runner/base/redact.ts';
import { openJournal } from '../../runner/journal/store.ts';
import { buildCli } from '../kit/built-cli.ts';
import { makeCliProject } from '../kit/cli-project.ts';
import { onCallYaml } from '../kit/on-call-yaml.ts';
import { startPageProvider } from '../kit/page-provider.ts';
import { answering, urlOf } from '../kit/small-server.ts';

/*
 * `npm run bench:oncall [-- runs]`: real runs whose first critical step fails. From the failing assertion's record in the
 * journal to the first byte at the provider: without a second look, and with one counted from the first failure.
 */
const runs = Number(process.argv[2] ?? '30');
const cli = await buildCli();
const shop = await answering(200);
const checklist = `checklist: smoke
target: shop
sections:
  - id: HOME
    title: home
    steps:
      - { id: HOME-1, title: the home page answers, severity: critical, timeout: 1s, do: [{ goto: / }], expect: [{ title: another }] }
      - { id: HOME-2, title: something else goes on, do: [{ goto: / }], expect: [{ title: shop }] }
`;

async function once(confirm: boolean): Promise<number> {
  const provider = await startPageProvider();
  const project = makeCliProject(cli, urlOf(shop));
  try {
    mkdirSync(join(project.folder, 'on-call'));
    project.write('on-call/shop.yaml', onCallYaml(provider.url));
    project.write('targets/shop.yaml', `target: the shop\nbase-url: ${urlOf(shop)}\non-call: ../on-call/shop.yaml\n`);
    project.write('smoke.yaml', checklist);
    const args = [
      'run',
      'smoke.yaml',
      '--unproven-paging',
      'bench: measured here',
      ...(confirm ? [] : ['--no-confirm']),
    ];
    const ended = await project.run(args, { POSTFLIGHT_ONCALL_LIMIT: '0' });
    const page = provider.got.find(({ body }) => body['kind'] === 'page');
    if (page === undefined) throw new Error(`nobody was paged (exit ${ended.code})\n${ended.stdout}${ended.stderr}`);
    return page.atMs - failedAt(join(project.state, 'journal.sqlite'));
  } finally {
    provider.close();
    project.remove();
  }
}

function failedAt(file: string): number {
  const journal = openJournal(file, { clock: systemClock, redactor: createRedactor() });
  try {
    const events = journal.runs().flatMap(({ runId }) => journal.events(runId));
    const failed = events.find(({ event }) => event.kind === 'step.finished' && event.status === 'failed');
    return Date.parse(failed?.at ?? '');
  } finally {
    journal.close();
  }
}

let bad = false;
for (const confirm of [false, true]) {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await once(confirm));
  times.sort((one, other) => one - other);
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
  const limitMs = confirm ? 15_000 : 5_000;
  bad ||= !(at(0.5) < limitMs);
  const name = confirm ? 'with a second look ' : 'without a second look';
  process.stdout.write(
    `${name}: median ${at(0.5)} ms, slowest tenth from ${at(0.9)} ms, worst ${at(1)} ms over ${times.length} runs (allowed: ${limitMs} ms)\n`,
  );
}
shop.close();
cli.remove();
process.stdout.write(bad ? '0 passed, 1 failed\n' : '1 passed, 0 failed\n');
process.exit(bad ? 1 : 0);
