import type { ReportDoc } from './report.ts';

/** Text of the YAML sources by file name, for code frames in the report. */
export type FrozenSources = ReadonlyMap<string, string>;

/** One report format: one file in report/formats/, one line in report/index.ts. Pure: same document, same bytes. */
export type ReportFormat = {
  readonly name: string;
  /** File names it writes, for example `report.html`. */
  render(doc: ReportDoc, sources: FrozenSources): readonly { readonly name: string; readonly text: string }[];
};
