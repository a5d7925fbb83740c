import { Ajv } from 'ajv';
import type { ReportDoc } from '../model/report.ts';
import { reportSchema } from './report.schema.ts';

const isReport = new Ajv({ strict: true }).compile<ReportDoc>(reportSchema);

/** A report.json as this version writes it; null for anything else, older shapes included. */
export function parseReport(json: unknown): ReportDoc | null {
  return isReport(json) ? json : null;
}
