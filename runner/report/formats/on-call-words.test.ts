import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyStatus, store } from '../../../tests/golden/report/run-events.ts';
import type { ReportNotice, ReportOnCall } from '../../model/report-on-call.ts';
import { onCallTables } from '../../view/on-call.ts';
import { buildReport } from '../build.ts';
import { closeRun } from '../close.ts';

const doc = buildReport(store([...everyStatus, { seconds: 8, event: closeRun(store(everyStatus), 'supervisor') }]));
const at = doc.startedAt;

test('what a channel says itself is in the reader’s language; a provider’s own word stays as it came', () => {
  const words = { ko: '이 컴퓨터의 호출함에 남김', en: 'kept in the inbox of this machine' };
  const own = page({ answer: words.en, words });
  assert.match(own, /lang="ko">이 컴퓨터의 호출함에 남김/);
  assert.match(own, /lang="en">kept in the inbox of this machine/);
  const foreign = page({ answer: '250 queued as 7F' });
  assert.match(foreign, /250 queued as 7F/);
});

function page(said: Pick<ReportNotice['tries'][number], 'answer' | 'words'>): string {
  const notice: ReportNotice = {
    notice: 'n-1',
    kind: 'page',
    person: '김당직',
    channel: 'phone',
    address: '010-****-0001',
    path: 'first',
    queuedAt: at,
    proof: 'accepted',
    acceptedAt: at,
    providerId: null,
    tries: [{ at, result: 'accepted', httpStatus: null, ...said }],
    reached: [],
  };
  const onCall: ReportOnCall = {
    file: 'on-call/demo.yaml',
    sha256: '0',
    pages: [],
    notices: [notice],
    proofs: [],
    override: null,
  };
  return String(onCallTables({ ...doc, onCall }));
}
