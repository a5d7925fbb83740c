/** A phone on a desk: one column, the ringing ones on top. */
export const style = `
:root { color-scheme: light dark; --bg: #eceff2; --phone: #fff; --ink: #14171b; --soft: #555d66; --line: #d5dae0; --act: #0b5fcb; --act-ink: #fff; --bad: #b3122a; --bad-bg: #fde8ea; --good: #12692b; }
@media (prefers-color-scheme: dark) { :root { --bg: #06080a; --phone: #14181d; --ink: #eceef0; --soft: #a5adb6; --line: #333a42; --act: #4c93f0; --act-ink: #04152b; --bad: #ff9aa2; --bad-bg: #43161b; --good: #7fd79a; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.45 -apple-system, "Segoe UI", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", system-ui, sans-serif; word-break: keep-all; overflow-wrap: anywhere; }
h1, h2, p, dl, dd { margin: 0; }
a { color: var(--act); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
.phone { width: 100%; max-width: 25rem; min-height: 100vh; margin: 0 auto; background: var(--phone); padding: .8rem .9rem 2rem; }
@media (min-width: 30rem) { .phone { margin: 1.2rem auto; min-height: 46rem; border: 10px solid #22262b; border-radius: 2rem; } }
header { display: flex; justify-content: space-between; align-items: baseline; gap: .8rem; }
h1 { font-size: 1.15rem; }
nav { display: flex; flex-wrap: wrap; gap: .4rem; margin: .6rem 0; }
nav a { padding: .3rem .7rem; border: 1px solid var(--line); border-radius: 99px; text-decoration: none; font-size: .88rem; }
nav a[aria-current] { background: var(--ink); color: var(--phone); border-color: var(--ink); }
.sound { display: grid; gap: .3rem; margin: .4rem 0 .8rem; font-size: .85rem; color: var(--soft); }
button { font: inherit; padding: .6rem .9rem; min-height: 2.8rem; border: 2px solid var(--act); border-radius: .6rem; background: transparent; color: var(--act); cursor: pointer; }
.lost { background: var(--bad-bg); color: var(--bad); border-radius: .6rem; padding: .6rem .8rem; margin-bottom: .7rem; font-weight: 600; }
article { border: 1px solid var(--line); border-radius: .8rem; padding: .75rem .85rem; margin-bottom: .7rem; display: grid; gap: .35rem; }
article.ringing { border: 2px solid var(--bad); background: var(--bad-bg); }
article .kind { font-size: .82rem; color: var(--soft); display: flex; justify-content: space-between; gap: .6rem; }
article .kind b { white-space: nowrap; }
article.ringing .kind b { color: var(--bad); }
article h2 { font-size: 1.1rem; line-height: 1.35; }
article dl { font-size: .88rem; display: grid; gap: .15rem; }
article dt { color: var(--soft); display: inline; }
article dd { display: inline; }
.acts { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .3rem; }
.acts a { padding: .6rem .9rem; min-height: 2.8rem; border-radius: .6rem; background: var(--act); color: var(--act-ink); text-decoration: none; font-weight: 700; }
.standing { font-size: .88rem; font-weight: 600; }
article.held .standing, article.resolved .standing { color: var(--good); }
.empty { color: var(--soft); padding: 2rem 0; text-align: center; }
@media (prefers-reduced-motion: no-preference) { article.ringing { animation: ring 1.2s infinite; } @keyframes ring { 50% { border-color: transparent; } } }
`;
