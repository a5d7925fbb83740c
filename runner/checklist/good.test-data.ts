/** A checklist that uses most of the language, for tests that change it. */
export const goodFiles = {
  'a.yaml': `# 배포 후 점검
checklist: 배포 후 점검
target: demo
device: Galaxy S24
defaults: { timeout: 20s, severity: minor, owner: shop-team }
variables: { keyword: 이불 }
policy: { flaky: fail }
known-issues:
  - { step: SRCH-02, matches: "이미지|배너", ticket: SHOP-1, reason: 고치는 중, reported-by: 김하나, approved-by: 이두리, expires: 2026-11-22 }
sections:
  - id: HOME
    title: 홈
    tags: [smoke]
    steps:
      - id: HOME-01
        title: 열린다
        do: [ { use: { flow: login, with: { id: "\${keyword}" } } } ]
        expect: [ visible: 오늘의 특가 ]
  - id: SRCH
    title: 검색
    needs: [HOME]
    locks: ["account:tester01"]
    setup: [ { click: 검색 } ]
    steps:
      - id: SRCH-01
        title: "\${row.word} 찾기"
        severity: critical
        each: [ { word: 이불 }, { word: 베개 } ]
        when: keyword = "이불"
        timeout: 500ms
        do:
          - fill: { label: 검색, value: "\${word} \${tester}" }
          - wait-for: { visible: { role: heading, name: 결과 } }
          - when: { if: "$count([1]) = 1", do: [ { click: { name: 담기, within: 상품 목록 } } ] }
        expect: [ { url: { matches: "^https?://.+/search" } } ]
        defer: [ { click: 비우기 } ]
      - id: SRCH-02
        title: 둘째
        needs: [SRCH-01]
        tags: [slow]
        waived: { person: 김하나, reason: 점검, approved-by: 이두리, expires: 2026-12-31 }
        effect: money
        do: [ { pay: "1,000" } ]
        expect: [ { visible: 주문 완료 } ]
`,
  'flows/login.yaml': `flow: 로그인
parameters: { id: { required: true }, password: { default: "\${secret:TESTER_PW}" } }
do:
  - fill: { label: 아이디, value: "\${id}" }
  - click: 로그인
expect: [ { visible: 마이페이지 } ]
`,
  'targets/demo.yaml': 'target: 데모\nbase-url: http://127.0.0.1:4300\nvariables: { tester: t1 }\n',
} as const;
