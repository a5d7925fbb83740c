import { printable } from '../../base/carets.ts';
import type { Checklist, Section } from '../../model/checklist.ts';
import { groupByNeeds } from './groups.ts';
import { declarationPlace, type Wanted } from './places.ts';
import { inlineSourceMap, type Mapping } from './source-map.ts';

export type CompileOptions = {
  /** Module specifier of the worker side (sections.ts or its compiled form). */
  readonly sectionsModule: string;
  /** The checklist's path relative to the folder of the generated file, with `/`. */
  readonly source: string;
  /** What the worker side reads again: path of the checklist. */
  readonly checklistFile: string;
  readonly target: string | null;
  /** Lines that the command line asks for (`release.yaml:57`). */
  readonly wanted: readonly Wanted[];
};

/**
 * Compiles a checklist to plain JavaScript whose source map says "this is the YAML": each section is one test, declared on its
 * YAML line, so that Playwright itself lists, selects and prints YAML places.
 *
 * Sections that need one another are put into one group of mode `default`: Playwright runs such a group in order, never splits
 * it over workers or shards, and goes on after a failure. (`serial` would leave out the rest, and a file alone cannot be split.)
 */
export function compileChecklist(checklist: Checklist, options: CompileOptions): string {
  const page = createPage();
  page.write(1, `import { test, section } from ${quote(options.sectionsModule)};`);
  const groups = groupByNeeds(checklist.sections);
  const groupOf = new Map(groups.flatMap((group) => group.map((id) => [id, group] as const)));
  const names = new Map(checklist.sections.map(({ id }, index) => [id, `section${index}`]));
  for (const section of checklist.sections) {
    const { line, column } = declarationPlace(section, checklist, options.wanted);
    const group = groupOf.get(section.id) ?? [];
    const code = `const ${names.get(section.id) ?? ''} = () => ${declaration(section, { checklist, group, options })};`;
    page.write(line, code, { line, column });
  }
  // The calls stand below the YAML's last line and belong to no place in it, so that no line selects a group.
  const below = Math.max(page.lineCount(), ...checklist.sources.map(({ text }) => text.split('\n').length)) + 1;
  for (const [index, group] of groups.entries()) {
    const calls = group.map((id) => `${names.get(id) ?? ''}();`).join(' ');
    const together = `test.describe(() => { test.describe.configure({ mode: 'default' }); ${calls} });`;
    page.write(below + index, group.length === 1 ? calls : together);
  }
  return `${page.text()}\n${inlineSourceMap(options.source, page.mappings())}\n`;
}

type Parts = { readonly checklist: Checklist; readonly group: readonly string[]; readonly options: CompileOptions };

function declaration(section: Section, { checklist, group, options }: Parts): string {
  const { checklistFile, target } = options;
  // What it needs may have to run inside its test when it was not selected itself; its locks are then held too.
  const locks = checklist.sections.flatMap((one) => (group.includes(one.id) ? one.locks : []));
  const details = {
    tag: section.tags.map((tag) => `@${tag.replace(/^@/, '')}`),
    annotation: annotations(section, group, checklistFile),
    ...(locks.length === 0 ? {} : { lock: [...new Set(locks)].map((lock) => `postflight:${lock}`) }),
  };
  const body = `section(${quote(checklistFile)}, ${quote(target)}, ${quote(section.id)})`;
  return `test(${quote(printable(`${section.id} ${section.title}`))}, ${quote(details)}, ${body})`;
}

function annotations(
  section: Section,
  group: readonly string[],
  file: string,
): readonly { readonly type: string; readonly description: string }[] {
  const others = group.filter((id) => id !== section.id);
  return [
    { type: 'postflight-checklist', description: file },
    { type: 'postflight-section', description: section.id },
    ...(section.needs.length === 0 ? [] : [{ type: 'needs', description: section.needs.join(', ') }]),
    ...(others.length === 0 ? [] : [{ type: 'together-with', description: others.join(', ') }]),
  ];
}

/** JSON is JavaScript but for two line separators; a new line inside the code would shift every YAML line after it. */
function quote(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

type Page = {
  write(line: number, code: string, place?: { readonly line: number; readonly column: number }): void;
  lineCount(): number;
  text(): string;
  mappings(): readonly (readonly Mapping[])[];
};

/** Lines of code that are written by number. */
function createPage(): Page {
  const lines: string[] = [];
  const mappings: Mapping[][] = [];
  return {
    write(line, code, place) {
      while (lines.length < line) {
        lines.push('');
        mappings.push([]);
      }
      const before = lines[line - 1] ?? '';
      if (place !== undefined) mappings[line - 1]?.push({ codeColumn: before.length, ...place });
      lines[line - 1] = `${before}${code} `;
    },
    lineCount: () => lines.length,
    text: () => lines.join('\n'),
    mappings: () => mappings,
  };
}
