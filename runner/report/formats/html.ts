import type { ReportFormat } from '../../model/format.ts';
import { reportPage } from '../../view/document.ts';

/** The report for people: one file beside its evidence folder. */
export const html: ReportFormat = {
  name: 'html',
  render: (doc, sources) => [{ name: 'report.html', text: reportPage(doc, sources).toString() }],
};
