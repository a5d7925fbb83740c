/** Read by somebody who was asleep a minute ago, on a phone, with one hand: large type, one button, nothing that moves. */
export const style = `
:root { color-scheme: light dark; --bg: #fff; --ink: #14171b; --soft: #555d66; --line: #d5dae0; --act: #0b5fcb; --act-ink: #fff; --bad: #b3122a; --good: #12692b; --good-bg: #e4f4e8; --warn-bg: #fdf0d0; --warn: #6b4200; }
@media (prefers-color-scheme: dark) { :root { --bg: #0e1115; --ink: #eceef0; --soft: #a5adb6; --line: #333a42; --act: #4c93f0; --act-ink: #04152b; --bad: #ff9aa2; --good: #7fd79a; --good-bg: #14301d; --warn-bg: #3a2b08; --warn: #f5c86a; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 34rem; min-height: 100vh; min-height: 100dvh; padding: .9rem 1rem 1.2rem; display: flex; flex-direction: column; background: var(--bg); color: var(--ink); font: 17px/1.45 -apple-system, "Segoe UI", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", system-ui, sans-serif; word-break: keep-all; overflow-wrap: anywhere; }
h1, p, ul, dl, dd, form { margin: 0; padding: 0; }
ul { list-style: none; }
[hidden] { display: none; }
a { color: var(--act); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; color: var(--soft); font-size: .85rem; }
header a { padding: .5rem 0 .5rem 1rem; white-space: nowrap; }
h1 { font-size: 1.45rem; line-height: 1.3; margin: .35rem 0 .6rem; }
.severity { font-weight: 800; color: var(--bad); }
dl { display: grid; gap: .45rem; font-size: .95rem; }
dt { color: var(--soft); font-size: .82rem; }
dl a { display: inline-block; padding: .3rem 0; }
.box { margin-top: .9rem; padding: .7rem .85rem; border: 1px solid var(--line); border-radius: .6rem; }
.box p + p { margin-top: .3rem; font-size: .92rem; }
.box.held { background: var(--good-bg); color: var(--good); border-color: transparent; font-weight: 600; }
.box.held p + p { font-weight: 400; }
.box.wait { background: var(--warn-bg); color: var(--warn); border-color: transparent; }
.first { position: sticky; bottom: 0; margin-top: auto; padding: 1.1rem 0 .7rem; background: linear-gradient(transparent, var(--bg) .9rem); }
.acts { display: grid; gap: .7rem; }
.say { display: grid; gap: .6rem; }
button { width: 100%; font: inherit; border-radius: .7rem; border: 2px solid var(--act); background: transparent; color: var(--act); padding: .75rem 1rem; min-height: 3rem; cursor: pointer; }
button.take { min-height: 24vh; font-size: 1.7rem; font-weight: 800; background: var(--act); color: var(--act-ink); }
button.held { min-height: 4rem; font-size: 1.1rem; }
details { border: 1px solid var(--line); border-radius: .6rem; }
summary { padding: .75rem .9rem; cursor: pointer; }
details > div { padding: 0 .9rem .9rem; display: grid; gap: .6rem; }
label { font-size: .85rem; color: var(--soft); display: grid; gap: .25rem; }
select, input[type="text"] { width: 100%; font: inherit; padding: .6rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--bg); color: var(--ink); min-height: 2.9rem; }
footer { margin-top: .9rem; color: var(--soft); font-size: .78rem; }
`;
