import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { renderDiagnostics } from '../../../runner/checklist/render.ts';
import { readTarget } from '../../../runner/checklist/read-target.ts';
import type { OnCall } from '../../../runner/model/oncall.ts';
import { channelKinds, outsideKinds } from '../../../runner/oncall/channels/index.ts';
import { alimtalkReference } from '../../../runner/oncall/channels/presets/alimtalk-template.ts';
import { filterKinds } from '../../../runner/oncall/template/filters.ts';
import { viewPaths } from '../../../runner/oncall/template/view.ts';
import { kim, night } from './notices.ts';

/* What the manual of channels shows works as it stands there, and nothing is left out of it. */

const manual = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'channels.md'), 'utf8');
const blocks = [...manual.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml = '']) => yaml);
const secrets: { readonly [name: string]: string } = {
  SMTP: 'smtps://bot:x@mail.shop.example',
  SLACK_URL: 'https://hooks.slack.com/services/T/B/abcdefghijkl',
  TEAMS_URL: 'https://prod-1.koreacentral.logic.azure.com/workflows/abc',
  DISCORD_URL: 'https://discord.com/api/webhooks/1/abcdefghijkl',
  JANDI_URL: 'https://wh.jandi.com/connect-api/webhook/1/abcdefghijkl',
  PING_URL: 'https://hc-ping.com/abcdefghijkl',
  HOOK_SIGN_NEW: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  HOOK_SIGN_OLD: `whsec_${Buffer.alloc(32, 2).toString('base64')}`,
};

function onCallOf(yaml: string): OnCall {
  const place = mkdtempSync(join(tmpdir(), 'manual-'));
  try {
    for (const name of ['targets', 'on-call']) mkdirSync(join(place, name));
    writeFileSync(
      join(place, 'targets/shop.yaml'),
      'target: shop\nbase-url: https://shop.example\non-call: ../on-call/shop.yaml\n',
    );
    writeFileSync(join(place, 'on-call/shop.yaml'), yaml);
    const read = readTarget('targets/shop.yaml', { env: {}, workingDirectory: place, channelKinds });
    if (!('ok' in read)) assert.fail(renderDiagnostics(read.diagnostics, read.sources, { color: false }));
    return read.ok.onCall ?? assert.fail('no on-call');
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** A block that shows channels alone, as part of a whole file. */
function wholeFile(yaml: string): string {
  if (yaml.startsWith('on-call:')) return yaml;
  const first = /^ {2}([a-z]+):/m.exec(yaml)?.[1] ?? '';
  return `on-call: manual\npeople:\n  kim: { name: Kim, addresses: { ${first}: 010-1234-5678 } }\n${yaml}ladder:\n  - { after: 0s, notify: [{ who: kim, by: [${first}] }] }\ntool-owners: [{ who: kim, by: [${first}] }]\n`;
}

test('every example of the manual is a valid file whose channels open and say what they would send', () => {
  assert.ok(blocks.length >= 9);
  for (const yaml of blocks) {
    for (const { id, kind, settings } of onCallOf(wholeFile(yaml)).channels) {
      const found = channelKinds.find(({ name }) => name === kind) ?? assert.fail(kind);
      const channel = found.open({ id, settings, secret: (name) => secrets[name] ?? `value-of-${name}`, fetch });
      const notice = channel.carries?.('page') === false ? night.heartbeat : night.page;
      const address = kind === 'email' ? 'kim@shop.example' : kind === 'slack-bot' ? 'C0RELEASE7' : '010-1234-5678';
      const prepared = channel.prepare(notice, kim(address));
      assert.match(prepared.line, /^(POST|MAIL|PUT) /, id);
    }
  }
});

test('the manual shows every kind, every name and every filter, and the text to hand in', () => {
  const shown = new Set([...manual.matchAll(/kind: ([a-z-]+)/g)].map(([, kind]) => kind));
  assert.deepEqual(
    outsideKinds().flatMap(({ name }) => (shown.has(name) ? [] : [name])),
    [],
  );
  for (const path of Object.keys(viewPaths)) assert.ok(manual.includes(`\`${path}\``), path);
  for (const { name } of filterKinds) assert.match(manual, new RegExp(`^\\| \`${name}[\`: ]`, 'm'), name);
  assert.ok(manual.includes(alimtalkReference));
});
