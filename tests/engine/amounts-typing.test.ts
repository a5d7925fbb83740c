import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { failureOf, run, startBench, type Bench } from '../kit/word-bench.ts';

let bench: Bench;
before(async () => {
  bench = await startBench();
});
after(() => bench.close());

/** A field that is formatted while a person types; `format` is JavaScript over `field`. */
const page = (format: string, attributes = 'style="width:220px;font-size:18px"'): string =>
  `<!doctype html><meta charset="utf-8"><label>적립금 <input id="f" value="1,000" ${attributes}></label><b id="rest"></b>
  <script>const field = document.getElementById('f'); const digits = (text) => text.replace(/\\D/g, '');
  const grouped = (text) => text.replace(/\\B(?=(\\d{3})+$)/g, ',');
  field.addEventListener('input', () => { ${format}; rest.textContent = grouped(digits(field.value) || '0') + '원'; });</script>`;

/** Commas while typing, with the caret kept after the same digit. */
const healthy = `const kept = digits(field.value.slice(0, field.selectionStart)).length; field.value = grouped(digits(field.value));
  let at = 0; for (let seen = 0; seen < kept && at < field.value.length; at++) if (/\\d/.test(field.value[at])) seen++; field.setSelectionRange(at, at)`;

const wanted = { css: '#f', type: ['0', '999', '50,000', '99,900,000,000'], also: [{ css: '#rest' }] };

test('a field that formats while a person types passes, and holds its own value again', async () => {
  for (const [format, attributes] of [
    [healthy, undefined],
    ['', undefined],
    ['', 'type="number" style="width:220px"'],
  ] as const) {
    const world = await bench.world(page(format, attributes), { budgetMs: 30_000 });
    await run(world, 'amounts', { ...wanted, viewports: [320, 390] });
    assert.equal(await world.page.inputValue('#f'), attributes?.includes('number') === true ? '' : '1,000');
  }
});

const mistakes: readonly (readonly [string, string, RegExp, string?])[] = [
  ['the caret jumps to the front', `${healthy}; field.setSelectionRange(0, 0)`, /caret of css="#f" jumps/],
  [
    'the caret jumps to the end when a digit is put inside',
    'field.value = grouped(digits(field.value))',
    /caret of css="#f" jumps/,
  ],
  [
    'commas are misplaced',
    `field.value = digits(field.value).replace(/\\B(?=(\\d{4})+$)/g, ',')`,
    /commas are misplaced/,
  ],
  [
    'a digit beyond the ninth is lost',
    healthy.replace('digits(field.value));\n', 'digits(field.value).slice(0, 9));\n'),
    /a digit was lost, changed or limited/,
  ],
  [
    '32 bits',
    healthy.replace('digits(field.value));\n', 'String(Number(digits(field.value)) | 0));\n'),
    /a digit was lost, changed or limited/,
  ],
  [
    'another value once it is left',
    `${healthy}; field.onblur = () => { field.value = '0' }`,
    /When css="#f" is left, its value becomes "0"/,
  ],
  ['too narrow for its value', healthy, /wider than the \d+ px inside the field/, 'style="width:70px"'],
];

for (const [name, format, words, attributes] of mistakes)
  test(`typing finds a mistake: ${name}`, async () => {
    const world = await bench.world(page(format, attributes), { budgetMs: 20_000 });
    const failure = await failureOf(run(world, 'amounts', wanted));
    assert.match(failure.text.en, words);
  });

test('a place that takes no text, and text that does not follow the field, are told', async () => {
  const world = await bench.world(page('').replace('rest.textContent =', 'rest.title ='), { budgetMs: 6_000 });
  assert.match((await failureOf(run(world, 'amounts', wanted))).text.en, /wrong in: css="#rest"|#rest/);
  const label = await bench.world('<b id="f">1,000</b>', { budgetMs: 500 });
  assert.match((await failureOf(run(label, 'amounts', { css: '#f', type: [1] }))).text.en, /not one visible field/);
});
