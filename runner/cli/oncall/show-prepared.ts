import { plainText } from '../../base/plain-text.ts';
import type { Prepared, Recipient } from '../../model/channel.ts';
import type { Terminal } from '../terminal.ts';
import { testText as text } from './test-text.ts';

/** A request as it would be sent, readable, with secrets hidden. */
export function showPrepared(channel: string, prepared: Prepared, to: Recipient, terminal: Terminal): void {
  terminal.say(text.wouldSend({ channel, name: to.name }));
  const lines = [
    prepared.line,
    ...Object.entries(prepared.headers).map(([name, value]) => `${name}: ${value}`),
    '',
    readable(prepared),
    '',
  ];
  for (const line of lines.join('\n').split('\n')) terminal.line(plainText(`  ${line}`).trimEnd());
}

/** JSON is laid out and forms are taken apart; the bytes that are sent have no spaces in them. */
function readable({ headers, body }: Prepared): string {
  const type = headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded'))
    return [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`).join('\n');
  if (!type.startsWith('application/json')) return body;
  try {
    const value: unknown = JSON.parse(body);
    return JSON.stringify(value, null, 2);
  } catch (error) {
    // Stars in the place of a secret may stand where JSON wants something else.
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}
