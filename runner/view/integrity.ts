import type { ReportDoc } from '../model/report.ts';
import { html, say, type Fragment } from './html.ts';
import { notShown, text } from './text.ts';

/** How a reader can check that this report is whole and unchanged, without trusting it. */
export function integrityBox(doc: ReportDoc, reportSha256: string | null): Fragment {
  const digests = doc.checklist.sources.map(({ file, sha256 }) => html`<li><code>${sha256}</code> ${file}</li>`);
  // The folder's name in every archive; the id begins with year and month.
  const folder = `runs/${doc.runId.slice(0, 4)}/${doc.runId.slice(4, 6)}/${doc.runId}`;
  return html`<section class="block integrity" aria-labelledby="integrity">
    <h2 id="integrity">${say(text.integrity)}</h2>
    <p>${say(text.integrityLead)}</p>
    <dl class="pairs">
      <div>
        <dt>${say(text.runId)}</dt>
        <dd><code>${doc.runId}</code></dd>
      </div>
      ${sealedBy(doc)} ${dataDigest(reportSha256)}
      <div>
        <dt>${say(text.manifest)}</dt>
        <dd><code>SHA256SUMS</code> <span class="soft">${say(text.manifestLead)}</span></dd>
      </div>
      <div>
        <dt>${say(text.journalHead)}</dt>
        <dd><code>${doc.journal.head}</code></dd>
      </div>
      <div>
        <dt>${say(text.journalEvents)}</dt>
        <dd>${doc.journal.events}</dd>
      </div>
      <div>
        <dt>${say(text.digest)}</dt>
        <dd>
          <ul>
            ${digests}
          </ul>
        </dd>
      </div>
      <div>
        <dt>${say(text.withPostflight)}</dt>
        <dd>
          <pre tabindex="0">postflight verify ${folder}</pre>
          ${say(text.inArchive)}
        </dd>
      </div>
      <div>
        <dt>${say(text.withStandardTools)}</dt>
        <dd>
          <pre tabindex="0">cd ${folder} &amp;&amp; sha256sum -c SHA256SUMS</pre>
          ${say(text.standardToolsMore)}
        </dd>
      </div>
    </dl>
  </section>`;
}

/** What a sheet of paper is compared by: its foot has the first characters of this digest, and the signed list of digests the whole. */
function dataDigest(reportSha256: string | null): Fragment | null {
  if (reportSha256 === null) return null;
  return html`<div>
    <dt>${say(text.dataDigest)}</dt>
    <dd><code>${reportSha256}</code> <span class="soft">${say(text.dataDigestLead)}</span></dd>
  </div>`;
}

/** The key that signs it and the report before it: what to look for, not what proves it. */
function sealedBy({ sealing }: ReportDoc): Fragment | null {
  if (sealing === undefined) return null;
  const { keyId, previous } = sealing;
  return html`<div>
      <dt>${say(text.signedBy)}</dt>
      <dd><code>${keyId}</code></dd>
    </div>
    <div>
      <dt>${say(text.reportBefore)}</dt>
      <dd>
        ${
          previous === null
            ? say(text.firstReport)
            : html`<code>${previous.runId}</code> <span class="soft"><code>${previous.statementSha256}</code></span>`
        }
      </dd>
    </div>`;
}

/** The limits of what is claimed here. */
export function notShownBox(doc: ReportDoc): Fragment {
  const { selectedSteps: selected, allSteps: all } = doc.scope;
  const notRun = doc.steps.filter((step) => step.attempts === 0).length;
  const missing = doc.steps.flatMap((step) => step.evidence).filter((one) => one.kind === 'missing').length;
  const items = [
    ...(selected < all ? [notShown.partial({ selected, all })] : []),
    ...(notRun > 0 ? [notShown.notRun({ count: notRun })] : []),
    ...(missing > 0 ? [notShown.missingEvidence({ count: missing })] : []),
    ...(doc.target.fingerprintAtStart === null ? [notShown.noBuild] : []),
    ...notShown.always,
  ];
  return html`<section class="block not-shown" aria-labelledby="not-shown">
    <h2 id="not-shown">${say(text.notShown)}</h2>
    <ul>
      ${items.map((item) => html`<li>${say(item)}</li>`)}
    </ul>
  </section>`;
}
