import type { ReportFormat } from '../../model/format.ts';

/** The document itself, for programs; its schema is report.schema.ts. */
export const json: ReportFormat = {
  name: 'json',
  render: (doc) => [{ name: 'report.json', text: `${JSON.stringify(doc, null, 2)}\n` }],
};
