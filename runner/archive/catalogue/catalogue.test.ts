import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { reportsFolder } from '../testing/sample.ts';
import { readCatalogue } from './catalogue.ts';
import { readEntry, type CatalogueEntry } from './entry.ts';
import { listCatalogue } from './listed.ts';
import { search } from './search.ts';
import { toCsv, toJson } from './table.ts';

type Wish = { readonly runId: string; readonly verdict?: string; readonly title?: string; readonly user?: string };

function place(reports: string, { runId, verdict = 'GO', title = '홈쇼핑 점검', user = 'kim' }: Wish): string {
  const folder = join(reports, 'runs', runId.slice(0, 4), runId.slice(4, 6), runId);
  mkdirSync(folder, { recursive: true });
  const doc = {
    runId,
    verdict,
    exitCode: verdict === 'GO' ? 0 : 1,
    startedAt: '2026-11-21T15:30:12.000Z',
    finishedAt: '2026-11-21T15:31:12.000Z',
    summary: { total: 2, passed: 1, known: 1, waived: 0 },
    operator: { user },
    checklist: { title, sources: [{ file: 'a.yaml', sha256: 'ab' }] },
    target: { id: 'demo', baseUrl: 'http://shop', fingerprintAtStart: '2026.11.3-rc2' },
    steps: [
      { id: 'SRCH-01', status: 'passed', title: '상품명으로 찾으면 결과가 나온다', reason: null },
      { id: 'PAY-03', status: 'known', title: '결제', reason: { kind: 'known-issue', ticket: 'SHOP-77' } },
    ],
    people: [{ person: '이수민' }],
    money: { atStart: null, atEnd: { tickets: [{ ticket: 'RT-20261122-1' }] } },
  };
  writeFileSync(join(folder, 'report.json'), JSON.stringify(doc));
  return folder;
}

const first = '20261121-153012-aaaaaa';
const second = '20261122-153012-bbbbbb';

test('one report with a time that is none, or with a link to itself, hides no other from the list', (t) => {
  const reports = reportsFolder(t);
  place(reports, { runId: first });
  const folder = place(reports, { runId: second });
  const file = join(folder, 'report.json');
  const whole = readFileSync(file, 'utf8');
  const look = (): readonly string[] => {
    const { entries, unreadable } = readCatalogue(reports);
    assert.deepEqual(unreadable, [folder]);
    return search(entries, { from: '2026-11-22', words: ['홈쇼핑'] }).map(({ runId }) => runId);
  };
  for (const time of ['yesterday', '', '+275760-09-13T00:00:00.000Z', '2026-13-01T00:00:00.000Z'])
    for (const field of ['2026-11-21T15:30:12.000Z', '2026-11-21T15:31:12.000Z']) {
      writeFileSync(file, whole.replace(field, time));
      assert.deepEqual(look(), [first], time);
    }
  rmSync(file);
  symlinkSync('report.json', file);
  assert.deepEqual(look(), [first]);
});

test('the catalogue is the reports, newest first, and its index may be lost, damaged or old', (t) => {
  const reports = reportsFolder(t);
  place(reports, { runId: first });
  place(reports, { runId: second, verdict: 'NO-GO' });
  const ids = (): readonly string[] => readCatalogue(reports).entries.map(({ runId }) => runId);
  assert.deepEqual(ids(), [second, first]);
  const index = join(reports, '.index/reports.jsonl');
  const whole = readFileSync(index, 'utf8');
  for (const text of [
    '',
    '{"version":1',
    whole.slice(0, 200),
    whole.replaceAll('"version":1', '"version":0'),
    'null\n[]\n',
  ])
    for (const write of [() => writeFileSync(index, text), () => rmSync(index)]) {
      write();
      assert.deepEqual(ids(), [second, first]);
    }
  const folder = place(reports, { runId: second, verdict: 'GO', title: '다른 점검표' });
  assert.equal(readCatalogue(reports).entries[0]?.title, '다른 점검표', 'a changed report is read again');
  rmSync(folder, { recursive: true });
  assert.deepEqual(ids(), [first]);
});

test('a listing is what the reports say, whether it comes from the index, in part, or not at all', async (t) => {
  const reports = reportsFolder(t);
  place(reports, { runId: first });
  const plain = (entries: readonly CatalogueEntry[]): unknown => JSON.parse(JSON.stringify(entries));
  const compare = async (): Promise<void> => {
    const fresh = readCatalogue(reports, { fresh: true });
    const { entries, unreadable } = await listCatalogue(reports);
    assert.deepEqual(plain(entries), plain(fresh.entries));
    assert.deepEqual(
      entries.map(({ steps }) => steps),
      fresh.entries.map(({ steps }) => steps),
    );
    assert.deepEqual(unreadable, fresh.unreadable);
  };
  assert.equal((await listCatalogue(reports)).entries.length, 1);
  await compare();
  place(reports, { runId: second, verdict: 'NO-GO' });
  assert.deepEqual(
    (await listCatalogue(reports)).entries.map(({ verdict }) => verdict),
    ['NO-GO', 'GO'],
  );
  await compare();
  rmSync(join(reports, '.index'), { recursive: true });
  // Something that is no folder stands where the index would.
  writeFileSync(join(reports, '.index'), '');
  await compare();
});

test('a folder without a readable report is told, and the others are listed', (t) => {
  const reports = reportsFolder(t);
  place(reports, { runId: first });
  const broken = place(reports, { runId: second });
  writeFileSync(join(broken, 'report.json'), '{"runId":');
  const { entries, unreadable } = readCatalogue(reports);
  assert.deepEqual([entries.map(({ runId }) => runId), unreadable], [[first], [broken]]);
});

test('reports are found by day, release, verdict, step, person, ticket, and words of two syllables', (t) => {
  const reports = reportsFolder(t);
  place(reports, { runId: first });
  const { entries } = readCatalogue(reports);
  const found = (query: Parameters<typeof search>[1]): number => search(entries, query).length;
  // 15:30 UTC is the next day in Korea.
  assert.deepEqual([found({ from: '2026-11-22', to: '2026-11-22' }), found({ to: '2026-11-21' })], [1, 0]);
  assert.deepEqual([found({ release: 'rc2' }), found({ verdict: 'go' }), found({ verdict: 'NO-GO' })], [1, 1, 0]);
  assert.deepEqual(
    [found({ step: 'pay-03' }), found({ step: 'PAY-03:known' }), found({ step: 'PAY-03:failed' })],
    [1, 1, 0],
  );
  assert.deepEqual([found({ step: '상품명' }), found({ person: '수민' }), found({ ticket: 'shop-77' })], [1, 1, 1]);
  assert.deepEqual([found({ words: ['결제', 'RT-2026'] }), found({ words: ['결제', '없음'] })], [1, 0]);
  assert.deepEqual([found({ suppressed: true }), found({ undecided: true })], [1, 1]);
});

test('no cell of an export is a formula, whatever a title holds, and every row has the report’s digest', (t) => {
  const reports = reportsFolder(t);
  place(reports, { runId: first, title: '=HYPERLINK("http://evil","x")', user: '@SUM(A1)' });
  const { entries } = readCatalogue(reports);
  const csv = toCsv(entries);
  assert.ok(csv.includes(`"'=HYPERLINK(""http://evil"",""x"")"`), csv);
  assert.ok(csv.includes("'@SUM(A1)"));
  assert.ok(csv.includes(entries[0]?.reportSha256 ?? '?'));
  assert.match(toJson(entries, { filters: {}, all: 5 }), /"ofAll": 5/);
});

test('a CSV cell never begins like a formula', (t) => {
  const folder = place(reportsFolder(t), { runId: first });
  const entry = readEntry(folder);
  assert.ok(entry !== null);
  fc.assert(
    fc.property(
      fc.constantFrom('', ' ', '\t', '\n', '\u0000'),
      fc.constantFrom('=', '+', '-', '@', '|', '%', '＝', '＋'),
      fc.string(),
      (space, sign, rest) => {
        const hostile: CatalogueEntry = { ...entry, title: `${space}${sign}${rest}` };
        const row = toCsv([hostile]).slice(toCsv([hostile]).indexOf('\r\n') + 2);
        assert.ok(row.includes(`'${space}${sign}`), row);
      },
    ),
  );
});
