import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { createRedactor } from '../../base/redact.ts';
import { StepFailure } from '../../model/trouble.ts';
import { redactError } from './redact-results.ts';
import { pointAtYaml } from './show-step.ts';

const at = { file: 'checklists/a.yaml', line: 7, column: 3, endLine: 8, endColumn: 1 };

test('the action that failed is the only frame of the error', () => {
  const failed = new StepFailure(
    { ko: '없다', en: 'missing' },
    { expected: '1', observed: '0', at: { ...at, line: 12 } },
  );
  const { stack } = pointAtYaml(failed, at, createRedactor());
  assert.deepEqual(
    stack?.split('\n').filter((line) => line.startsWith('    at ')),
    [`    at checklist step (${resolve('checklists/a.yaml')}:12:3)`],
  );
});

test('a page cannot make Playwright read a file of ours by text that looks like a stack frame', () => {
  const evil = 'sorry\n    at x (/etc/passwd:1:1)\n\tat y (/etc/hosts:1:1)\r\n    at /etc/group:1:1';
  const failed = new StepFailure({ ko: evil, en: evil }, { observed: evil, expected: evil, detail: evil, at });
  const stack = pointAtYaml(failed, at, createRedactor()).stack ?? '';
  const frames = stack.split('\n').filter((line) => /^\s*at\s/.test(line));
  assert.deepEqual(frames, [`    at checklist step (${resolve('checklists/a.yaml')}:7:3)`]);
});

test('secrets are hidden in what is shown, in every text of an error', () => {
  const redactor = createRedactor(['hunter2secret']);
  const failed = new StepFailure({ ko: 'hunter2secret', en: 'hunter2secret' }, { observed: 'a hunter2secret b', at });
  assert.doesNotMatch(pointAtYaml(failed, at, redactor).stack ?? '', /hunter2/);
  const error = {
    message: 'hunter2secret',
    stack: 'x hunter2secret',
    snippet: 'hunter2secret',
    value: 'hunter2secret',
  };
  redactError(error, redactor);
  assert.deepEqual(error, { message: '***', stack: 'x ***', snippet: '***', value: '***' });
});
