/** The kinds that one page says. */
export type Page = readonly number[];

/** A step that fails and quotes what the page says, one way of failing after the other. */
export type Failing = { readonly do?: readonly unknown[]; readonly expect: readonly unknown[] };

const nothing = { equals: 'nothing' } as const;

/** Every word of the language that quotes what a page said when it fails. */
export function waysToFail(kind: string): readonly Failing[] {
  const saved = { save: { as: 'said', text: { css: '#text' } } };
  return [
    { expect: [{ text: { css: '#text', ...nothing } }] },
    { expect: [{ value: { css: '#value', ...nothing } }] },
    { expect: [{ title: nothing }] },
    { expect: [{ attribute: { css: '#button', attribute: 'title', ...nothing } }] },
    { expect: [{ url: nothing }] },
    { expect: [{ aria: { css: '#main', snapshot: '- heading "nothing" [level=1]' } }] },
    { expect: [{ visible: { role: 'button', name: 'mark-nobody' } }] },
    { expect: [{ hidden: { css: '#text' } }] },
    { expect: [{ count: { css: '.two', equals: 9 } }] },
    { expect: [{ 'no-errors': { console: true, page: true, network: true } }] },
    { do: [{ click: { css: '#ask' } }], expect: [{ visible: { css: '#text' } }] },
    { do: [{ http: { get: `/echo/${kind}`, expect: [{ path: 'value', equals: 'x' }] } }], expect: [{ that: 'true' }] },
    { do: [saved], expect: [{ that: { expression: 'false', message: 'said ${said}' } }] },
    { do: [saved, { goto: '/lost/${$encodeUrlComponent(said)}' }], expect: [{ that: 'true' }] },
    { do: [{ click: { css: '.two' } }], expect: [{ that: 'true' }] },
    { do: [{ click: { css: '#under' } }], expect: [{ that: 'true' }] },
    { do: [{ click: { css: '#shy' } }], expect: [{ that: 'true' }] },
    { do: [{ select: { css: '#select', option: 'nothing' } }], expect: [{ that: 'true' }] },
    {
      do: [{ frame: { locator: { css: '#frame' }, expect: [{ text: { css: '#inner', ...nothing } }] } }],
      expect: [{ that: 'true' }],
    },
    {
      do: [{ popup: { open: [{ click: { css: '#open' } }], expect: [{ text: { css: '#inner', ...nothing } }] } }],
      expect: [{ that: 'true' }],
    },
    { expect: [{ image: { css: '#image' } }] },
    { expect: [{ json: { get: `/echo/${kind}`, path: 'value', equals: 'x' } }] },
    { expect: [{ amount: { css: '#text', equals: 1 } }] },
    { do: [saved, { click: '${said}' }], expect: [{ that: 'true' }] },
    {
      do: [{ click: { css: '#load' } }, { fill: { css: '#value', value: '${secret:PLAIN}' } }],
      expect: [{ value: { css: '#value', ...nothing } }],
    },
    {
      do: [{ fill: { css: '#value', value: '${secret:TESTER}' } }, { press: { key: 'x', css: '#nowhere' } }],
      expect: [{ that: 'true' }],
    },
  ];
}

/** The checklist of some turns: in each of them every page fails once, in the way that is its turn. */
export function failingChecklist(pages: readonly Page[], turns: readonly number[], tracks: number): string {
  const steps = turns.flatMap((turn) => pages.map((page) => stepOf(page, turn)));
  const sections = Array.from({ length: tracks }, (_, track) => ({
    id: `S${track}`,
    title: `section ${track}`,
    steps: steps.filter((_step, place) => place % tracks === track),
  }));
  // JSON is YAML, too.
  return JSON.stringify({ checklist: 'hostile', target: 'shop', defaults: { timeout: '500ms' }, sections });
}

function stepOf(page: Page, turn: number): object {
  const [first = 0] = page;
  const kind = page.join('x');
  const ways = waysToFail(kind);
  const way = ways[(first + turn) % ways.length];
  return {
    id: `K${first}-${turn}`,
    title: `kinds ${kind}`,
    severity: first % 8 < 2 ? 'critical' : 'minor',
    do: [{ goto: `/k/${kind}` }, ...(way?.do ?? [])],
    expect: way?.expect ?? [],
  };
}
