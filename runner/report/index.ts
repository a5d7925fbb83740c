import type { ReportFormat } from '../model/format.ts';
import { ctrf } from './formats/ctrf.ts';
import { html } from './formats/html.ts';
import { json } from './formats/json.ts';
import { junit } from './formats/junit.ts';
import { paging } from './formats/paging.ts';

/** Every format a run is archived in, sorted by name. A new format is one file and one line here. */
export const reportFormats = [ctrf, html, json, junit, paging] as const satisfies readonly ReportFormat[];
