import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '../../runner/base/clock.ts';
import { createRedactor } from '../../runner/base/redact.ts';
import { openJournal } from '../../runner/journal/store.ts';
import { onCallStream } from '../../runner/model/oncall.ts';
import { buildCli, finish, type BuiltCli } from '../kit/built-cli.ts';
import { makeCliProject } from '../kit/cli-project.ts';
import { onCallYaml } from '../kit/on-call-yaml.ts';
import { startPageProvider } from '../kit/page-provider.ts';
import { answering, urlOf } from '../kit/small-server.ts';
import { runTrial } from '../proofs/oncall-kill/trial.ts';

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => cli.remove());

/** A small sample of `npm run test:oncall`: between the provider's answer and its record, where a duplicate comes from. */
test(
  'a worker that is killed before it could write the answer down sends once more and says so',
  { timeout: 300_000 },
  async () => {
    const provider = await startPageProvider();
    try {
      const trial = await runTrial(provider, { nth: 5, moment: 'before' });
      assert.ok(trial.wasKilled);
      assert.deepEqual(trial.lies, []);
      assert.ok(trial.duplicates > 0, 'the provider got something twice');
    } finally {
      provider.close();
    }
  },
);

test('a supervisor that is killed leaves a process that pages all the same', { timeout: 300_000 }, async () => {
  const [shop, provider] = [await answering(200), await startPageProvider()];
  const project = makeCliProject(cli, urlOf(shop));
  try {
    mkdirSync(join(project.folder, 'on-call'));
    project.write('on-call/shop.yaml', onCallYaml(provider.url));
    project.write('targets/shop.yaml', `target: the shop\nbase-url: ${urlOf(shop)}\non-call: ../on-call/shop.yaml\n`);
    project.write('smoke.yaml', checklist);
    // The provider hangs on its first page, so that the supervisor is certainly dead before it is answered.
    provider.answer = ({ body }) => (body['kind'] === 'page' ? 503 : 202);
    const child = project.start(['run', 'smoke.yaml', '--unproven-paging', 'test: killed here']);
    const early = finish(child).then(({ code, stderr }) => assert.fail(`it ended before it paged: ${code} ${stderr}`));
    await Promise.race([provider.next(({ body }) => body['kind'] === 'page'), early]);
    child.kill('SIGKILL');
    provider.answer = () => 202;
    const [first] = provider.got.filter(({ body }) => body['kind'] === 'page');
    const again = await provider.next((one) => one.id === first?.id && one !== first);
    assert.equal(again.body['kind'], 'page');
    stopWorker(join(project.state, 'journal.sqlite'));
  } finally {
    provider.close();
    shop.close();
    project.remove();
  }
});

test('exactly one process pages for a run', { timeout: 300_000 }, async () => {
  const [shop, provider] = [await answering(200), await startPageProvider()];
  const project = makeCliProject(cli, urlOf(shop));
  try {
    mkdirSync(join(project.folder, 'on-call'));
    project.write('on-call/shop.yaml', onCallYaml(provider.url));
    project.write('targets/shop.yaml', `target: the shop\nbase-url: ${urlOf(shop)}\non-call: ../on-call/shop.yaml\n`);
    project.write('smoke.yaml', checklist);
    const ended = await project.run(['run', 'smoke.yaml', '--unproven-paging', 'test: one worker']);
    assert.equal(ended.code, 1, ended.stderr);
    assert.match(ended.stdout, /Page: \[home\] does not work for customers: the home page answers/);
    assert.match(ended.stderr, /Nobody has acknowledged yet.*\n.*Kim 010-0000-0000/);
    const { runId } = onlyRun(join(project.state, 'journal.sqlite'));
    const second = await finish(
      spawn(process.execPath, [cli.main, 'oncall', 'work', '--run', runId, '--state', project.state], {
        cwd: project.folder,
      }),
    );
    assert.equal(second.code, 0);
    const { kinds } = onlyRun(join(project.state, 'journal.sqlite'));
    assert.equal(kinds.filter((kind) => kind === 'worker.started').length, 1);
    stopWorker(join(project.state, 'journal.sqlite'));
  } finally {
    provider.close();
    shop.close();
    project.remove();
  }
});

const checklist = `checklist: smoke
target: shop
sections:
  - id: HOME
    title: home
    steps:
      - { id: HOME-1, title: the home page answers, severity: critical, timeout: 1s, do: [{ goto: / }], expect: [{ title: another }] }
`;

function onlyRun(file: string): { readonly runId: string; readonly kinds: readonly string[]; readonly pid: number } {
  const journal = openJournal(file, { clock: systemClock, redactor: createRedactor() });
  try {
    const runId = journal.runs()[0]?.runId ?? '';
    const events = journal.events(onCallStream(runId)).map(({ event }) => event);
    const started = events.find((event) => event.kind === 'worker.started');
    return { runId, kinds: events.map(({ kind }) => kind), pid: started?.kind === 'worker.started' ? started.pid : 0 };
  } finally {
    journal.close();
  }
}

/** By its own id, as the journal names it; it would wait for hours for somebody to answer. */
function stopWorker(file: string): void {
  const { pid } = onlyRun(file);
  assert.ok(pid > 0, 'a worker was started');
  process.kill(pid, 'SIGTERM');
}
