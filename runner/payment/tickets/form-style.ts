/** One sheet of A4: black on white, readable in a fax or a photo of the paper. */
export const formStyle = `
@page { size: A4; margin: 11mm 13mm; }
:root { --line: #9aa3ad; --soft: #4a525a; --red: #a50e25; }
* { box-sizing: border-box; }
body { margin: 0; background: #eceff2; color: #000; font: 8.8pt/1.32 "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", system-ui, sans-serif; word-break: keep-all; overflow-wrap: anywhere; }
h1, h2, p, ul, ol, pre { margin: 0; }
.sheet { width: 210mm; max-width: 100%; min-height: 280mm; margin: 1rem auto; padding: 11mm 13mm; background: #fff; display: flex; flex-direction: column; gap: 2.2mm; }
header { display: flex; justify-content: space-between; align-items: end; border-bottom: 2px solid #000; padding-bottom: 2mm; }
h1 { font-size: 17pt; line-height: 1.2; letter-spacing: .02em; }
.id { font-size: 10pt; }
.id b { font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: 12.5pt; letter-spacing: .04em; }
.dense, .dense .missing, .dense .approvals { font-size: 7.9pt; gap: 1.4mm; }
.amount { border: 1.5px solid #000; padding: 2mm 3mm; }
.amount p:first-child { color: var(--soft); font-size: 8.6pt; }
.sum { font-size: 16pt; font-weight: 700; line-height: 1.25; font-variant-numeric: tabular-nums; }
.sum span { font-size: 11pt; font-weight: 500; }
.clock { font-size: 9pt; }
.warning { color: var(--red); font-weight: 700; border: 1.5px solid var(--red); padding: 1.2mm 3mm; }
.sections { display: flex; flex-direction: column; gap: 2mm; }
h2 { font-size: 10pt; margin-bottom: .8mm; }
.sections dl { margin: 0; display: grid; grid-template-columns: 1fr 1fr; border-top: 1px solid var(--line); border-left: 1px solid var(--line); }
.sections dl > div { display: grid; grid-template-columns: 28mm minmax(0, 1fr); border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); min-width: 0; }
.sections .whole { grid-column: 1 / -1; }
dt, dd { margin: 0; padding: .6mm 1.6mm; }
dt { background: #f1f3f5; }
dd { font-variant-numeric: tabular-nums; }
.must dt, .must dd { box-shadow: inset 0 0 0 1px var(--red); }
.must .lack, li.must { color: var(--red); font-weight: 700; }
.lack { color: var(--soft); }
.missing ul, .approvals ol { padding-left: 5mm; }
.missing, .approvals { font-size: 8.4pt; }
code { font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: 8.4pt; }
.signatures { display: grid; grid-template-columns: repeat(3, 1fr); gap: 3mm; margin-top: auto; }
.signatures p { border: 1px solid var(--line); height: 13mm; padding: 1mm 2mm; color: var(--soft); font-size: 8.6pt; }
footer { color: var(--soft); font-size: 7.6pt; }
.beside { width: 210mm; max-width: 100%; margin: 0 auto 2rem; padding: 0 13mm; }
.beside pre { white-space: pre-wrap; background: #fff; border: 1px solid var(--line); padding: 3mm; font: 9pt/1.5 ui-monospace, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace; margin-bottom: 4mm; user-select: all; }
@media screen and (max-width: 700px) { .sheet, .beside { padding: 4mm; } .sections dl { grid-template-columns: 1fr; } .sections dl > div { grid-template-columns: 30% minmax(0, 1fr); } header { flex-direction: column; align-items: start; gap: 1mm; } .signatures { grid-template-columns: 1fr; } }
@media print { body { background: #fff; } .sheet { width: auto; min-height: 270mm; margin: 0; padding: 0; } .beside { display: none; } * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
`;
