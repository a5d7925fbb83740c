import { createHash } from 'node:crypto';
import type { ReportFormat } from '../../model/format.ts';
import { reportPage } from '../../view/document.ts';
import { json } from './json.ts';

/** The report for people: one file beside its evidence folder. It names the digest of the data that it shows. */
export const html: ReportFormat = {
  name: 'html',
  render: (doc, sources) => {
    const [data] = json.render(doc, sources);
    const reportSha256 = createHash('sha256')
      .update(data?.text ?? '')
      .digest('hex');
    return [{ name: 'report.html', text: reportPage(doc, sources, { reportSha256 }).toString() }];
  },
};
