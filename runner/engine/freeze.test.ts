import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RunEvent, RunOpened, StoredEvent } from '../model/event.ts';
import { compareFreeze } from './freeze.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const stored = (event: RunEvent): StoredEvent => {
  return { runId: 'r', seq: 1, at: '2026-11-22T00:00:00.000Z', event, prev: '', hash: '', line: '' };
};
const browser = (version: string): RunEvent => {
  return { kind: 'browser.launched', name: 'chromium', version, executable: '/x', headed: false };
};

test('what was frozen is looked at once more: a changed file, one that is gone, another tool, another browser', (t) => {
  const workingDirectory = mkdtempSync(join(tmpdir(), 'freeze-'));
  t.after(() => rmSync(workingDirectory, { recursive: true, force: true }));
  const file = (name: string) => ({ file: name, text: 'a: 1', sha256: sha256('a: 1') });
  writeFileSync(join(workingDirectory, 'same.yaml'), 'a: 1');
  writeFileSync(join(workingDirectory, 'other.yaml'), 'a: 2');
  const opened: RunOpened = {
    kind: 'run.opened',
    tool: { name: 'postflight', version: '1.0.0' },
    door: 'run',
    operator: { user: 'kim', host: 'box', node: process.version, platform: 'linux' },
    checklist: { title: 'x', file: 'same.yaml', sources: [] },
    target: { id: 'demo', title: 'demo', baseUrl: 'http://shop', sha256: sha256('') },
    device: 'x',
    scope: { selectedSteps: 0, allSteps: 0 },
    flaky: 'allow',
    frozen: [file('same.yaml'), file('other.yaml'), file('gone.yaml')],
    options: { tracks: 1, headed: false, trace: 'off', confirm: true },
    sections: [],
  };
  const look = (version: string, events: readonly RunEvent[]) =>
    compareFreeze([stored(opened), ...events.map(stored)], { version, workingDirectory })?.changed;
  assert.deepEqual(look('1.0.1', [browser('1'), browser('1'), browser('2')]), [
    { what: 'file', name: 'other.yaml', frozen: sha256('a: 1'), found: sha256('a: 2') },
    { what: 'file', name: 'gone.yaml', frozen: sha256('a: 1'), found: null },
    { what: 'tool', name: 'postflight', frozen: '1.0.0', found: '1.0.1' },
    { what: 'browser', name: 'browser', frozen: 'chromium 1', found: 'chromium 2' },
  ]);
  writeFileSync(join(workingDirectory, 'other.yaml'), 'a: 1');
  writeFileSync(join(workingDirectory, 'gone.yaml'), 'a: 1');
  assert.deepEqual(look('1.0.0', [browser('1')]), []);
});
