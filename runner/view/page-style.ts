/** Colours, type and the page's frame. Every text pair reaches 4.5:1 in both schemes. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --bg: #f5f6f8; --card: #fff; --sunken: #f1f3f5; --ink: #171a1f; --soft: #57606a; --line: #d8dde3; --link: #0b57b7; --mark: #ffe9a8; --mark-ink: #3d2e00;
  --passed: #14692c; --passed-bg: #e3f3e7; --passed-bar: #2f9e54;
  --failed: #a50e25; --failed-bg: #fde8ea; --failed-bar: #d1242f;
  --flaky: #7a4a00; --flaky-bg: #fdf0d0; --flaky-bar: #e0a100;
  --known: #5a3fa0; --known-bg: #eeeafb; --known-bar: #8b6fd6;
  --blocked: #84400a; --blocked-bg: #fbe9dc; --blocked-bar: #d9772b;
  --not-run: #4d565f; --not-run-bg: #e9ecef; --not-run-bar: #aeb6bf;
  --waived: #0b5a61; --waived-bg: #dff2f3; --waived-bar: #3aa3ab;
  --inconclusive: #0b4b95; --inconclusive-bg: #e2edfb; --inconclusive-bar: #3b82d6;
  --tool-error: #92186b; --tool-error-bg: #fae5f3; --tool-error-bar: #c9479f;
  --aborted: #3c434b; --aborted-bg: #dfe3e8; --aborted-bar: #6c757f;
  --sans: -apple-system, "Segoe UI", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", system-ui, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", "Liberation Mono", "D2Coding", "Noto Sans Mono CJK KR", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #101317; --card: #181c21; --sunken: #12161a; --ink: #e8eaed; --soft: #a3abb4; --line: #2f353c; --link: #83b6ff; --mark: #5c4a10; --mark-ink: #ffedb8;
    --passed: #7fd79a; --passed-bg: #14301d; --passed-bar: #2f9e54;
    --failed: #ff9aa2; --failed-bg: #43161b; --failed-bar: #e5484d;
    --flaky: #f5c86a; --flaky-bg: #3a2b08; --flaky-bar: #c89211;
    --known: #c4b1ff; --known-bg: #2a2147; --known-bar: #8b6fd6;
    --blocked: #ffb482; --blocked-bg: #3e2411; --blocked-bar: #d9772b;
    --not-run: #b8c0c8; --not-run-bg: #2a2f35; --not-run-bar: #69727b;
    --waived: #7fd6dc; --waived-bg: #0f3033; --waived-bar: #3aa3ab;
    --inconclusive: #93c1ff; --inconclusive-bg: #142c4b; --inconclusive-bar: #3b82d6;
    --tool-error: #ff9dd8; --tool-error-bg: #411a35; --tool-error-bar: #c9479f;
    --aborted: #c6ccd3; --aborted-bg: #343a41; --aborted-bar: #858e97;
  }
}
body:has(#language-ko:checked) .t[lang="en"], body:has(#language-en:checked) .t[lang="ko"] { display: none; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 14px/1.5 var(--sans); word-break: keep-all; overflow-wrap: anywhere; }
h1, h2, h3, p, dl, dd, ul, ol, figure, pre { margin: 0; }
ul, ol { padding: 0; list-style: none; }
h1 { font-size: 1.35rem; line-height: 1.3; letter-spacing: -0.01em; }
h2 { font-size: 1.05rem; line-height: 1.35; margin-bottom: .6rem; }
h3 { font-size: .95rem; line-height: 1.4; }
a { color: var(--link); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre, .id, .url { font-family: var(--mono); font-size: .88em; }
pre { white-space: pre-wrap; overflow-x: auto; }
.url { overflow-wrap: anywhere; word-break: break-all; }
.soft, .label, dt { color: var(--soft); }
.soft { font-weight: 400; }
.number { color: var(--soft); font-weight: 500; }
.vh { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .4rem .8rem; z-index: 1; }
.top, main, footer { max-width: 1320px; margin: 0 auto; padding: 0 clamp(.75rem, 2.5vw, 2rem); }
.top { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; align-items: end; padding-top: 1.1rem; padding-bottom: .8rem; }
.brand { color: var(--soft); font-size: .85rem; }
.language { display: flex; border: 1px solid var(--line); border-radius: 6px; margin: 0; padding: 0; background: var(--card); overflow: hidden; }
.language input { position: absolute; opacity: 0; pointer-events: none; }
.language label { padding: .3rem .75rem; cursor: pointer; font-size: .85rem; color: var(--soft); }
.language input:checked + label { background: var(--ink); color: var(--card); font-weight: 600; }
.language input:focus-visible + label { outline: 2px solid var(--link); outline-offset: -2px; }
main { display: grid; gap: 1.75rem; padding-bottom: 2.5rem; }
main > *, .first > *, .card > * { min-width: 0; }
.first { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr); align-items: stretch; }
footer { color: var(--soft); font-size: .8rem; border-top: 1px solid var(--line); padding-top: .8rem; padding-bottom: 2rem; }
@media (max-width: 900px) { .first { grid-template-columns: minmax(0, 1fr); } }
`;
