import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { plainText } from '../../runner/base/plain-text.ts';
import { startEngineWorld, type EngineWorld } from '../kit/engine-world.ts';

const head = 'checklist: 점검\ndevice: { width: 390, height: 844 }\n';

describe('variables and secrets', () => {
  let world: EngineWorld;
  before(async () => {
    world = await startEngineWorld();
  });
  after(() => world.close());

  it('are a section’s own, come back from flows, keep their type, and stay inside a row', async () => {
    const ran = await world.run(
      `${head}
variables: { count: 3, word: "3" }
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, do: [ { save: { as: own, expression: "count + 1" } }, { use: { flow: keep, with: { given: "\${count}" } } } ], expect: [ { that: "own = 4" } ] }
      - { id: A-02, title: 둘, do: [ { save: { as: again, expression: "kept" } } ], expect: [ { that: "$type(again) = 'number' and again = 30" }, { that: "$type(word) = 'string'" } ] }
      - { id: A-03, title: 셋, each: [ { name: x }, { name: y } ], do: [ { save: { as: last, expression: "row.name" } } ], expect: [ { that: "name = row.name and last = name" } ] }
      - { id: A-04, title: 넷, do: [ { save: { as: after, expression: "last" } } ], expect: [ { that: "after = 'y' and $not($exists(name)) and $not($exists(row))" } ] }
      - { id: A-05, title: 다섯, do: [ { goto: "/?\${run.short}" } ], expect: [ { that: "$length(run.short) = 6 and $contains(run.id, run.short)" } ] }
  - id: B
    title: 나
    steps:
      - { id: B-01, title: 하나, do: [ { save: { as: own, expression: "$exists(kept) ? 'leaked' : 'clean'" } } ], expect: [ { that: "own = 'clean'" } ] }
`,
      {
        files: {
          'flows/keep.yaml':
            "flow: 담기\nparameters: { given: { required: true } }\ndo: [ { save: { as: kept, expression: 'given * 10' } } ]\n",
        },
      },
    );
    assert.equal(
      ran.statuses(),
      'A-01 passed, A-02 passed, A-03[1] passed, A-03[2] passed, A-04 passed, A-05 passed, B-01 passed',
      JSON.stringify(ran.doc.steps.map(({ failure, reason }) => failure?.message.en ?? reason?.message.en)),
    );
  });

  it('a secret is in nothing that is kept, wherever the page puts it, also when it is cut in two', async () => {
    const secret = 'Tr0ub4dor&3-한글/+';
    const long = 'y'.repeat(1_993);
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    steps:
      - id: A-01
        title: 하나
        effect: reversible
        timeout: 2s
        do:
          - goto: /form
          - fill: { label: 비밀번호, value: '\${secret:PASS}' }
          - click: 로그인
        expect: [ { text: { css: '#said', equals: nothing } } ]
      - { id: A-02, title: 둘, effect: reversible, do: [ { http: { post: /echo, json: { p: '\${secret:PASS}' }, expect: [ { path: body.p, equals: no } ] } } ], expect: [ { url: /form } ] }
      - { id: A-03, title: 셋, effect: reversible, do: [ { click: 묻기 } ], expect: [ { url: /form } ] }
`,
      {
        env: { POSTFLIGHT_SECRET_PASS: secret },
        site: {
          '/form': `<label>비밀번호 <input id=p></label><p id=said></p>
            <button onclick="go()">로그인</button><button onclick="alert(p.value)">묻기</button>
            <script>function go() {
              const v = document.querySelector('#p').value;
              document.querySelector('#said').textContent = '${long}' + v;
              console.error('${long}' + v); console.log(v.split('').join('') + ' ' + encodeURIComponent(v));
              fetch('/missing?q=' + encodeURIComponent(v)); fetch('/missing/' + btoa(unescape(encodeURIComponent(v))));
              history.pushState({}, '', '/form?' + encodeURIComponent(v));
              setTimeout(() => { throw new Error('bad ' + v); });
            }</script>`,
          '/echo': (request, response) => {
            response.writeHead(200, { 'content-type': 'application/json' });
            request.pipe(response);
          },
        },
      },
    );
    assert.equal(ran.statuses(), 'A-01 failed, A-02 failed, A-03 failed');
    const kept = ran.everything();
    for (const form of [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      'Tr0ub',
      JSON.stringify(secret).slice(1, -1),
    ])
      assert.equal(
        kept.includes(form),
        false,
        `${form} is kept: ${kept.slice(Math.max(0, kept.indexOf(form) - 80), kept.indexOf(form) + 40)}`,
      );
    assert.match(kept, /\*\*\*/);
  });

  it('a page’s text cannot steer a terminal or spoil the journal', async () => {
    const nasty = 'a\u001b[31mred\u001b]0;owned\u0007\u0000\u202eevil\u2028';
    const ran = await world.run(
      `${head}
sections:
  - id: A
    title: 가
    steps:
      - { id: A-01, title: 하나, effect: reversible, timeout: 1s, do: [ { goto: /nasty } ], expect: [ { text: { css: h1, equals: fine } } ] }
      - { id: A-02, title: 둘, effect: reversible, timeout: 1s, do: [ { goto: /nasty } ], expect: [ { title: fine } ] }
      - { id: A-03, title: 셋, effect: reversible, timeout: 1s, do: [ { goto: /nasty }, { click: 묻기 } ], expect: [ { visible: 묻기 } ] }
`,
      {
        site: {
          '/nasty': `<title>t</title><h1></h1><button onclick="alert(n)">묻기</button><script>
            const n = ${JSON.stringify(nasty).replace('\\u2028', '\\u2028')};
            document.title = n; document.querySelector('h1').textContent = n; console.error(n);
            setTimeout(() => { throw new Error(n); });
          </script>`,
        },
      },
    );
    assert.equal(ran.statuses(), 'A-01 failed, A-02 failed, A-03 failed');
    const spoiled: string[] = [];
    JSON.stringify(ran.doc, (_key, value: unknown) => {
      if (typeof value === 'string' && plainText(value) !== value) spoiled.push(encodeURIComponent(value));
      return value;
    });
    assert.deepEqual(spoiled, []);
  });
});
