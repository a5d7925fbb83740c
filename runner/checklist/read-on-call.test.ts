import assert from 'node:assert/strict';
import test from 'node:test';
import { parseOnCall, writeOnCall } from '../model/oncall-json.ts';
import type { OnCall } from '../model/oncall.ts';
import { readTarget } from './read-target.ts';
import { inFolder } from './testing.ts';

const target = 'target: 데모\nbase-url: https://shop.example\non-call: ../on-call/shop.yaml\n';

const whole = `on-call: 배포 당직
people:
  kim: { name: 김당직, phone: 010-0000-0000, addresses: { mail: kim@shop.example, push: kim }, quiet: { from: "22:00", until: "07:00" } }
  lee: { name: Lee, language: en, addresses: { mail: lee@shop.example } }
rotas:
  shop: [{ from: 2026-11-16, person: kim }, { from: 2026-11-23, person: lee }]
channels:
  mail: { kind: smtp, server: "\${secret:SMTP}", from: "\${env:FROM|a@shop.example}" }
  push: { kind: local }
ladder:
  - { after: 0s, notify: [{ who: rota:shop, by: [mail] }] }
  - { after: 3m, notify: [{ who: all, by: [mail, push] }] }
tool-owners: [{ who: lee, by: [mail] }]
public-url: https://oncall.shop.example/
schedule: { days: [tue, thu], at: "00:30", grace: 10m }
loss-per-minute: "1,200,000"
`;

function read(text: string) {
  return inFolder({ 'targets/shop.yaml': target, 'on-call/shop.yaml': text }, (workingDirectory) =>
    readTarget('targets/shop.yaml', { env: {}, workingDirectory }),
  );
}

function accepted(text: string): OnCall {
  const result = read(text);
  assert.ok('ok' in result, 'diagnostics' in result ? JSON.stringify(result.diagnostics) : '');
  assert.notEqual(result.ok.onCall, null);
  return result.ok.onCall ?? assert.fail();
}

test('an on-call file is read with its defaults, secrets kept by name', () => {
  const onCall = accepted(whole);
  assert.equal(onCall.id, 'shop');
  assert.deepEqual(onCall.channels[0], {
    id: 'mail',
    kind: 'smtp',
    settings: { server: '${secret:SMTP}', from: 'a@shop.example' },
  });
  assert.deepEqual(
    onCall.ladder.map(({ afterMs }) => afterMs),
    [0, 180_000],
  );
  assert.deepEqual(onCall.secondPath, {
    acceptedWithinMs: 30_000,
    acknowledgedWithinMs: 300_000,
    notify: [{ who: 'all', by: ['mail', 'push'] }],
  });
  assert.deepEqual(onCall.schedule, { days: [2, 4], at: '00:30', graceMs: 600_000, stalledAfterMs: 180_000 });
  assert.equal(onCall.lossPerMinuteKrw, 1_200_000n);
  assert.equal(onCall.publicUrl, 'https://oncall.shop.example');
  assert.equal(onCall.ladderOwner, 'self');
});

test('an on-call file survives the journal, its text apart', () => {
  const onCall = accepted(whole);
  assert.deepEqual(parseOnCall(writeOnCall(onCall)), { ...onCall, source: { ...onCall.source, text: '' } });
  assert.equal(parseOnCall('{}'), null);
});

test('an on-call file outside the folder of the checklists is refused', () => {
  const result = inFolder(
    { 'a/targets/shop.yaml': target.replace('../on-call', '../../on-call'), 'on-call/shop.yaml': whole },
    (workingDirectory) => readTarget('a/targets/shop.yaml', { env: {}, workingDirectory }),
  );
  assert.ok('diagnostics' in result);
  assert.deepEqual(
    result.diagnostics.map(({ code }) => code),
    ['E_PATH_OUTSIDE'],
  );
});

test('a target without an on-call file wakes nobody, and one left out asks for no file', () => {
  const bare = inFolder({ 'shop.yaml': target }, (workingDirectory) =>
    readTarget('shop.yaml', { env: {}, workingDirectory, onCall: 'leave-out' }),
  );
  assert.ok('ok' in bare);
  assert.equal(bare.ok.onCall, null);
});
