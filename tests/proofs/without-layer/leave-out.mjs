// Takes one layer of the money guards out of the runner's sources while they are loaded. POSTFLIGHT_PROOF_WITHOUT names it.
import { readFileSync } from 'node:fs';

const layer = process.env['POSTFLIGHT_PROOF_WITHOUT'];

const nobody = '{ of: () => ({ look: () => Promise.resolve({ keys: [], unread: [] }), heard: () => [] }) }';
const wall = [
  ['network/session-wall', 'judgeAsk', '{ out: true, listed: true }'],
  ['network/fetch-wall', 'mayOpenGateway', 'Promise.resolve(true)'],
];
const confirm = [['network/fetch-wall', 'mayConfirm', 'Promise.resolve(true)']];

/** What is left out: the guards of these layers, and functions of doors with what they answer instead. */
const absences = {
  ...Object.fromEntries(['L1', 'L3', 'L4', 'L5', 'L6'].map((one) => [one, { guards: [one], doors: [] }])),
  L2: { guards: [], doors: wall },
  L7: { guards: [], doors: confirm },
  // For the bench: what a run costs when next to nothing stands between it and real money. The rule for declines and the confirm gate
  // stay: with no guard at all, or with an approval that passed no confirm gate, the runner refuses to pay or stops.
  everything: {
    guards: ['L1', 'L3', 'L4', 'L5', 'L6', 'L8', 'L9'],
    doors: [
      ...wall,
      ['network/fetch-patterns', 'fetchPatterns', 'was_fetchPatterns(...arguments).slice(-2)'],
      ['network/listen', 'listen', 'undefined'],
      ['payment/page-witness', 'witnessContext', nobody],
      [
        'network/session-wall',
        'raiseSessionWall',
        "was_raiseSessionWall(...arguments).then((one) => ({ ...one, proxy: { ...one.proxy, bypass: '*' } }))",
      ],
    ],
  },
  nothing: { guards: [], doors: [] },
};
const { guards, doors } = absences[layer];

export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  const place = /\/runner\/(.+)\.[jt]s$/.exec(url.startsWith('file:') ? new URL(url).pathname : '')?.[1];
  const opened = doors.filter(([file]) => file === place);
  const isList = place === 'guards/index' && guards.length > 0;
  if (!isList && opened.length === 0) return loaded;
  const source = String(loaded.source ?? readFileSync(new URL(url), 'utf8'));
  if (isList) return { ...loaded, source: withoutGuards(source) };
  return { ...loaded, source: opened.reduce((text, [, name, answer]) => openDoor(text, name, answer), source) };
}

function withoutGuards(source) {
  const list = 'export const guards =';
  if (!source.includes(list)) throw new Error('the list of guards is not where the proof looks for it');
  return `${source.replace(list, 'const everyGuard =')}\n${told('guards')}
export const guards = everyGuard.filter((guard) => !${JSON.stringify(guards)}.includes(guard.layer));\n`;
}

function openDoor(source, name, answer) {
  const [was, exported] = new RegExp(`(export )?(?:async )?function ${name}\\(`).exec(source) ?? [];
  if (was === undefined) throw new Error(`${name} is not where the proof looks for it`);
  const renamed = was.replace('export ', '').replace(`${name}(`, `was_${name}(`);
  return `${source.replace(was, renamed)}\n${told(name)}
${exported ?? ''}function ${name}() { void was_${name}; return ${answer}; }\n`;
}

/** The proof believes that a layer was out only when the runner's own process has said it. */
function told(part) {
  return `process.stderr.write(${JSON.stringify(`without ${layer}: ${part}\n`)});`;
}
