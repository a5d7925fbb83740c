import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Addenda } from '../../archive/addenda/read.ts';
import { addendaText } from '../../archive/addenda/text.ts';
import { names } from '../../archive/layout.ts';
import { parseReport } from '../../report/parse-report.ts';
import { reportPage } from '../../view/document.ts';
import type { Later } from '../../view/glance.ts';
import { html, say } from '../../view/html.ts';
import { kst } from '../../view/units.ts';

/**
 * The page of a sealed report with what people decided and what was added since, in a folder of its own where its pictures are found too. A
 * report of an older shape is taken as it was sealed. Calls `work` with the page's file and removes the folder again.
 */
export async function withPage<T>(
  reports: string,
  folder: string,
  addenda: Addenda,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const data = readFileSync(join(folder, names.report));
  const doc = parseReport(JSON.parse(data.toString('utf8')));
  if (doc === null) return work(join(folder, names.html));
  const place = join(reports, '.staging', `print-${basename(folder)}`);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  try {
    symlinkSync(join(folder, 'evidence'), join(place, 'evidence'), 'junction');
    const file = join(place, names.html);
    const reportSha256 = createHash('sha256').update(data).digest('hex');
    writeFileSync(file, reportPage(doc, new Map(), { later: laterOf(addenda), reportSha256 }).toString());
    return await work(file);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function laterOf({ added, approval }: Addenda): Later {
  const facts = added.map(({ content }) => content.fact);
  const decided = facts.findLast(({ type }) => type === 'decision');
  const approver = approval?.content.approver;
  const decision =
    decided === undefined || decided.decision === null
      ? null
      : {
          words: html`<b>${decided.decision}</b> ${say(addendaText.decisions[decided.decision])} — ${decided.by}:
            ${decided.text}
            (${kst(decided.at)})${
              approver === undefined
                ? null
                : html`<br /><b>${approver.name}</b>: ${approver.reason} (${kst(approver.at)})`
            }`,
          people: [decided.by, ...(approver === undefined ? [] : [approver.name])],
        };
  const others = facts.filter(({ type }) => type !== 'decision' && type !== 'document.added');
  return {
    decision,
    facts: others.map(
      ({ type, at, by, about, text }) =>
        html`${kst(at)} ${say(addendaText.types[type])} ${about ?? ''}: ${text} <span class="soft">(${by})</span>`,
    ),
  };
}
