import { Ajv, type ValidateFunction } from 'ajv';
import type { ReportDoc } from '../model/report.ts';
import { reportSchema } from './report.schema.ts';

let validator: ValidateFunction<ReportDoc> | undefined;

/** A report.json as this version writes it; null for anything else, older shapes included. */
export function parseReport(json: unknown): ReportDoc | null {
  validator ??= new Ajv({ strict: true, code: { optimize: false } }).compile<ReportDoc>(reportSchema);
  return validator(json) ? json : null;
}
