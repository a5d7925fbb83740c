import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../kit/engine-site.ts';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';
import { pixelsOf } from '../kit/picture-pixels.ts';
import type { Ran } from '../kit/ran.ts';

/* Everything that must be covered is magenta: one pixel of it in a picture is a mask that does not hold. */
const style = `<style>body{margin:0;background:#fff;color:#000;font:20px/1.3 sans-serif}.no,.no *{color:#f0f}</style>`;
const kinds: { readonly [name: string]: string } = {
  'a block': '<div class="no">magenta-block 비밀말</div>',
  'a line of text over two lines': `<p style="width:120px">open <span class="no">magenta words that need another line</span></p>`,
  'a field': '<input class="no" value="magenta-value-비밀말">',
  'a text area': '<textarea class="no">magenta area</textarea>',
  'a list of options': '<select class="no"><option>magenta option</option></select>',
  'a picture': `<img class="no" alt="magenta-alt" src="data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" fill="#f0f"/></svg>')}">`,
  'a canvas': `<canvas class="no" width="80" height="40"></canvas><script>const c=document.querySelector('canvas').getContext('2d');c.fillStyle='#f0f';c.fillRect(0,0,80,40)</script>`,
  'text in a drawing':
    '<svg width="200" height="40"><text class="no" x="5" y="25" fill="#f0f">magenta drawn</text></svg>',
  'what hangs out of its box':
    '<div class="no" style="width:60px;height:20px;white-space:nowrap">magenta text that is far wider than its box</div>',
  'what its page insists on':
    '<style>.hard{color:#f0f!important;background:#fff!important;filter:none!important;clip-path:none!important;opacity:1!important}</style><b class="no hard">magenta insists</b>',
  'what is written by its style':
    '<style>.made::before{content:"magenta made";color:#f0f}</style><i class="no made"></i>',
  'what fades in for ever':
    '<style>@keyframes f{from{filter:none;background:#fff}to{filter:none;background:#fff}}.fade{animation:f 1s infinite;transition:all 3s}</style><b class="no fade">magenta fades</b>',
  'what moves':
    '<style>@keyframes m{from{transform:translateX(0)}to{transform:translateX(150px)}}.move{display:inline-block;animation:m .3s infinite alternate}</style><div><b class="move"><u class="no">magenta moves</u></b></div>',
  'what scrolls': `<div id="s" style="height:80px;overflow:auto">${'<p class="no">magenta scrolls</p><p>open</p>'.repeat(6)}</div><script>setInterval(()=>{s.scrollTop=(s.scrollTop+7)%200},10)</script>`,
  'an element in a shadow root': `<div id="h"></div><script>h.attachShadow({mode:'open'}).innerHTML='<b class="no" style="color:#f0f">magenta shadow</b>'</script>`,
  'an element in a frame': '<iframe src="/frame" width="300" height="80"></iframe>',
  'a popover of it': `<div class="no"><div id="pop" popover style="color:#f0f">magenta pops</div></div><script>pop.showPopover()</script>`,
};
const frame = `${style}<p>open</p><p class="no">magenta frame 비밀말</p>`;

function checklist(step: string, more = ''): string {
  return `checklist: 점검\ndevice: { width: 390, height: 500 }\n${more}sections:\n  - id: A\n    title: 가\n    steps:\n      - { id: A-01, title: 하나, ${step} }\n`;
}

function site(body: string): Site {
  return { '/': `${style}<h1>home</h1>${body}`, '/frame': frame };
}

describe('what `mask` names is in no picture and in no text', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  async function magenta(ran: Ran): Promise<number> {
    const shot = ran.step('A-01').evidence.find((one) => one.kind === 'screenshot');
    assert.ok(shot?.kind === 'screenshot', JSON.stringify(ran.step('A-01').evidence));
    const pixels = await pixelsOf(world.browser, ran.file(shot.file.path));
    return pixels.count(([red, green, blue]) => red > 140 && blue > 140 && green < 120);
  }

  for (const [name, body] of Object.entries(kinds)) {
    it(`${name} is covered, and without a mask it shows`, async () => {
      const looks = 'do: [ { goto: / } ], expect: [ { visible: home } ]';
      const bare = await world.run(checklist(looks), { site: site(body) });
      const masked = await world.run(checklist(`${looks}, mask: [ { css: .no } ]`), { site: site(body) });
      assert.ok((await magenta(bare)) > 20, 'the control shows it');
      assert.equal(await magenta(masked), 0);
      assert.equal(masked.statuses(), 'A-01 passed');
    });
  }

  it('a failing step tells neither the text nor the value, in no form and from no frame, and the rest stays', async () => {
    const names =
      '<p class="no">홍길동 님</p><input class="no" value="서울시 종로구 1"><iframe src="/frame"></iframe><p id="o">open 49,000원</p>';
    const script = `<script>console.error('for 홍길동 님');fetch('/x?who='+encodeURIComponent('홍길동 님'))</script>`;
    const steps = `do: [ { goto: / } ], expect: [ { visible: home }, { aria: { css: body, snapshot: '- heading "none"' } } ], timeout: 3s, mask: [ { css: .no } ]`;
    const ran = await world.run(checklist(steps), { site: site(names + script), confirm: false });
    assert.equal(ran.statuses(), 'A-01 failed');
    const all = ran.everything();
    assert.doesNotMatch(all, /홍길동|종로구|%ED%99%8D|비밀말/);
    assert.match(all, /open 49,000원/);
    const bare = await world.run(checklist(steps.replace(', mask: [ { css: .no } ]', '')), {
      site: site(names + script),
      confirm: false,
    });
    assert.match(bare.everything(), /홍길동/, 'the control tells it');
  });

  it('masks of checklist, section and step add up, and hold for set-up, too', async () => {
    const body =
      '<p class="no one">magenta one</p><p class="no two">magenta two</p><p class="no three">magenta three</p>';
    const yaml = checklist(
      'do: [ { goto: / } ], expect: [ { visible: home } ], mask: [ { css: .three } ]',
      'mask: [ { css: .one } ]\n',
    ).replace('title: 가', 'title: 가\n    mask: [ { css: .two } ]');
    assert.equal(await magenta(await world.run(yaml, { site: site(body) })), 0);
    const failing = yaml
      .replace('    steps:', '    setup: [ { goto: / }, { click: { css: .nowhere } } ]\n    steps:')
      .replace('[ { css: .two } ]', '[ { css: .two }, { css: .three } ]');
    const ran = await world.run(failing, { site: site(body) });
    const problem = ran.events.find((event) => event.kind === 'section.problem');
    const shot =
      problem?.kind === 'section.problem' ? problem.evidence.find((one) => one.kind === 'screenshot') : undefined;
    assert.ok(shot?.kind === 'screenshot');
    const pixels = await pixelsOf(world.browser, ran.file(shot.file.path));
    assert.equal(
      pixels.count(([red, green, blue]) => red > 140 && blue > 140 && green < 120),
      0,
    );
  });

  for (const [name, body] of [
    ['has no box of its own', '<p style="display:contents" class="no">magenta open</p>'],
    [
      'is made anew at every frame',
      `<div id="d"></div><script>(function draw(){d.innerHTML='<b class="no">magenta anew</b>';requestAnimationFrame(draw)})()</script>`,
    ],
  ] as const) {
    it(`what ${name} cannot be covered: no picture is kept, and the report says why`, async () => {
      const ran = await world.run(
        checklist('do: [ { goto: / } ], expect: [ { visible: home } ], mask: [ { css: .no } ]'),
        { site: site(body) },
      );
      const evidence = ran.step('A-01').evidence;
      assert.deepEqual(
        evidence.filter((one) => one.kind === 'screenshot'),
        [],
      );
      const [missing] = evidence;
      assert.ok(missing?.kind === 'missing' && missing.why.includes('css=".no"'), JSON.stringify(evidence));
      assert.equal(ran.statuses(), 'A-01 passed');
    });
  }

  it('the page is as it was after the picture, and no trace is kept of such a section', async () => {
    const body = '<p class="no" style="color: red">magenta</p>';
    const steps =
      'do: [ { goto: / } ], expect: [ { visible: home } ], mask: [ { css: .no } ] }\n      - { id: A-02, title: 둘, expect: [ { attribute: { css: .no, attribute: style, equals: "color: red;" } }, { count: { css: "[data-postflight-covered]", equals: 0 } } ]';
    const ran = await world.run(checklist(steps), { site: site(body), trace: 'on' });
    assert.equal(ran.statuses(), 'A-01 passed, A-02 passed');
    assert.ok(!ran.events.some((event) => event.kind === 'trace.saved'));
    const dropped = ran.events.find((event) => event.kind === 'artefact.dropped');
    assert.match(dropped?.kind === 'artefact.dropped' ? dropped.message.en : '', /masked/);
  });
});
