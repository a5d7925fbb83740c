import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';
import { pixelsOf, type Pixels } from '../kit/picture-pixels.ts';

/* A field is covered when its picture is the same whatever stands in it. */
const yaml = `checklist: 점검
device: { width: 390, height: 300 }
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, do: [ { goto: / } ], expect: [ { visible: home } ] }
`;
const values = ['4242 4242 4242 4242', '5105 1051 0510 5100'] as const;
const shadow = (inner: string): string =>
  `<div id="h"></div><script>const root=h.attachShadow({mode:'open'});root.innerHTML='${inner}'</script>`;
const fields: readonly (readonly [name: string, field: (value: string) => string])[] = [
  ['a password', (value) => `<input type="password" value="${value}">`],
  ['a card number', (value) => `<input name="cardNumber" value="${value}">`],
  ['a card number by its purpose', (value) => `<input autocomplete="cc-number" value="${value}">`],
  ['what the shop calls private', (value) => `<textarea data-private>${value}</textarea>`],
  ['a card number in a frame', (value) => `<iframe srcdoc="<input name='cardNumber' value='${value}'>"></iframe>`],
  ['a card number in a shadow root', (value) => shadow(`<input name="cardNumber" value="${value}">`)],
  [
    'a card number in a shadow root that sets its own style',
    (value) =>
      `${shadow(`<input name="cardNumber" value="${value}">`)}<script>root.adoptedStyleSheets=[new CSSStyleSheet()]</script>`,
  ],
  [
    'a card number in a shadow root of the markup',
    (value) => `<div><template shadowrootmode="open"><input name="cardNumber" value="${value}"></template></div>`,
  ],
  [
    'a card number of a page that sets its own style',
    (value) => `<input name="cardNumber" value="${value}"><script>document.adoptedStyleSheets=[]</script>`,
  ],
  [
    'a card number of a page that insists on showing it',
    (value) =>
      `<style>#n#n{-webkit-text-security:none!important}</style><input id="n" name="cardNumber" value="${value}">`,
  ],
];

describe('what no picture may show without being asked', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  async function picture(body: string): Promise<Pixels> {
    const ran = await world.run(yaml, { site: { '/': `<h1>home</h1>${body}` } });
    const shot = ran.step('A-01').evidence.find((one) => one.kind === 'screenshot');
    assert.ok(shot?.kind === 'screenshot');
    return pixelsOf(world.browser, ran.file(shot.file.path));
  }

  async function differing(field: (value: string) => string): Promise<number> {
    const [one, other] = [await picture(field(values[0])), await picture(field(values[1]))];
    let place = -1;
    return one.count((pixel) => {
      place += 1;
      const same = other.at(place % other.width, Math.floor(place / other.width));
      return pixel.some((part, index) => part !== same[index]);
    });
  }

  it('the control: an ordinary field looks different with another value', async () => {
    assert.ok((await differing((value) => `<input name="q" value="${value}">`)) > 20);
  });
  for (const [name, field] of fields) {
    it(`${name} looks the same whatever it holds`, async () => {
      assert.equal(await differing(field), 0);
    });
  }
});
