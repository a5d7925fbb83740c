import type { ReportFormat } from '../../model/format.ts';

/** Who was called, by what, when, and what came of it: the evidence of a night, for people who ask only that. */
export const paging: ReportFormat = {
  name: 'paging',
  render: ({ runId, onCall }) =>
    onCall === undefined
      ? []
      : [{ name: 'paging-log.json', text: `${JSON.stringify({ runId, ...onCall }, null, 2)}\n` }],
};
