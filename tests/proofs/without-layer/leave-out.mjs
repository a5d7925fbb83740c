// Takes one layer of the money guards out of the runner's sources while they are loaded. POSTFLIGHT_PROOF_WITHOUT names it.
import { readFileSync } from 'node:fs';

const layer = process.env['POSTFLIGHT_PROOF_WITHOUT'];

/** What stands in for a layer that is no list of guards: file, function, and what the function answers instead. */
const doors = {
  L2: [
    ['/runner/network/session-wall.ts', 'judgeAsk', '{ out: true, listed: true }'],
    ['/runner/network/fetch-wall.ts', 'mayOpenGateway', 'Promise.resolve(true)'],
  ],
  L7: [['/runner/network/fetch-wall.ts', 'mayConfirm', 'Promise.resolve(true)']],
};

export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  if (!url.startsWith('file:')) return loaded;
  const path = new URL(url).pathname;
  const source = String(loaded.source ?? readFileSync(new URL(url), 'utf8'));
  const hasDoors = Object.hasOwn(doors, layer);
  if (!hasDoors && path.endsWith('/runner/guards/index.ts')) return { ...loaded, source: withoutGuards(source) };
  const opened = hasDoors ? doors[layer].filter(([file]) => path.endsWith(file)) : [];
  if (opened.length === 0) return loaded;
  return { ...loaded, source: opened.reduce((text, [, name, answer]) => openDoor(text, name, answer), source) };
}

function withoutGuards(source) {
  const list = 'export const guards =';
  if (!source.includes(list)) throw new Error('the list of guards is not where the proof looks for it');
  return `${source.replace(list, 'const everyGuard =')}\n${told('guards')}
export const guards = everyGuard.filter((guard) => guard.layer !== ${JSON.stringify(layer)});\n`;
}

function openDoor(source, name, answer) {
  const was = `function ${name}(`;
  if (!source.includes(was)) throw new Error(`${name} is not where the proof looks for it`);
  return `${source.replace(was, `function closed_${name}(`)}\n${told(name)}
function ${name}() { void closed_${name}; return ${answer}; }\n`;
}

/** The proof believes that a layer was out only when the runner's own process has said it. */
function told(part) {
  return `process.stderr.write(${JSON.stringify(`without ${layer}: ${part}\n`)});`;
}
