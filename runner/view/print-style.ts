/** On paper: one language, light colours, no picture or card cut in two, what can be folded is open. */
export const printStyle = `
@page { size: A4; margin: 14mm 12mm 16mm; }
@media print {
  :root {
    color-scheme: light;
    --bg: #fff; --card: #fff; --sunken: #f6f7f8; --ink: #000; --soft: #4a525a; --line: #cfd5db; --link: #0b4a9c; --mark: #ffe9a8; --mark-ink: #3d2e00;
    --passed: #14692c; --passed-bg: #e3f3e7; --failed: #a50e25; --failed-bg: #fde8ea; --flaky: #7a4a00; --flaky-bg: #fdf0d0;
    --known: #5a3fa0; --known-bg: #eeeafb; --blocked: #84400a; --blocked-bg: #fbe9dc; --not-run: #4d565f; --not-run-bg: #e9ecef;
    --waived: #0b5a61; --waived-bg: #dff2f3; --inconclusive: #0b4b95; --inconclusive-bg: #e2edfb; --tool-error: #92186b; --tool-error-bg: #fae5f3;
    --aborted: #3c434b; --aborted-bg: #dfe3e8;
  }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html { font-size: 12px; }
  body { font-size: 8.8pt; }
  .skip, .language, nav { display: none; }
  .top, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  .top { padding-top: 0; }
  main { display: block; }
  main > * { margin-bottom: 6mm; }
  .first { display: block; }
  .first > * { margin-bottom: 4mm; }
  .facts:not(.glance) dl { grid-template-columns: 1fr 1fr; gap: 1.5mm 6mm; }
  h2, h3, .part h3 { break-after: avoid; }
  .standing, .verdict, .facts, .card, .payment, figure, img, .comparison, .frame, .more, tr, .part-problem, .integrity, .not-shown { break-inside: avoid; }
  .card { grid-template-columns: minmax(0, 1fr) 46mm; }
  .shot img { max-height: 85mm; }
  .thumb img { display: none; }
  .thumb::after { content: "↗"; color: var(--soft); }
  .told { gap: .45rem; }
  thead { display: table-header-group; }
  .scroll, .comparison pre { overflow: visible; max-height: none; }
  .frame { white-space: pre-wrap; }
  .frame .line { padding-left: 3.2rem; text-indent: -3.2rem; }
  .frame .gutter { text-indent: 0; }
  .part { overflow: visible; }
  .steps th, .steps td { padding: 1.2mm 2mm; }
  .row-more summary { list-style: none; }
  .more:not([open])::details-content { content-visibility: visible; display: block; block-size: auto; }
  a { color: inherit; text-decoration: none; }
  a.url { text-decoration: underline; }
}
`;

/** How many characters of the digest a sheet carries: enough to tell reports apart, few enough to compare by eye. */
const digestLength = 16;

/** The foot of every sheet: the run, the digest of its report.json, which sheet of how many. Browsers draw it without a script. */
export function sheetStyle(runId: string, reportSha256: string | null): string {
  const parts = [
    runId,
    ...(reportSha256 === null ? [] : [`report.json SHA-256 ${reportSha256.slice(0, digestLength)}`]),
  ];
  // A run's id and a digest hold nothing else; whatever a changed report claims, it cannot end this string.
  const words = parts.join(' · ').replaceAll(/[^A-Za-z0-9 .·_-]/g, '');
  return `
@page {
  @bottom-left { content: "${words}"; font: 7pt ui-monospace, monospace; color: #4a525a; white-space: nowrap; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7pt ui-monospace, monospace; color: #4a525a; }
}
`;
}
