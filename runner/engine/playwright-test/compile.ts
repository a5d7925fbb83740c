import type { Checklist, Section } from '../../model/checklist.ts';

export type CompileOptions = {
  /** Module specifier of the worker side (sections.ts or its compiled form). */
  readonly sectionsModule: string;
  /** The checklist's path relative to the folder of the generated file, with `/`. */
  readonly source: string;
  /** What the worker side reads again: path of the checklist. */
  readonly checklistFile: string;
  readonly target: string | null;
  /** Lines that the command line asks for (`release.yaml:57`). */
  readonly wantedLines: readonly number[];
};

/**
 * Compiles a checklist to plain JavaScript whose source map says "this is the YAML": each section is one test, declared on its
 * YAML line, so that Playwright itself lists, selects and prints YAML places. Playwright selects a test by its first line only;
 * a wanted line inside a section therefore moves that section's declaration to it.
 */
export function compileChecklist(checklist: Checklist, options: CompileOptions): string {
  const own = checklist.sections.map((section) => ({
    section,
    line: declarationLine(section, checklist.file, options.wantedLines),
  }));
  const lines: string[] = [];
  const put = (line: number, code: string): void => {
    while (lines.length < line) lines.push('');
    lines[line - 1] = `${lines[line - 1] ?? ''}${code}`;
  };
  put(1, `import { test, section } from ${quote(options.sectionsModule)}; `);
  for (const group of groupByNeeds(checklist.sections)) {
    const members = own.filter(({ section }) => group.includes(section.id));
    for (const { section, line } of members) {
      const details = JSON.stringify({
        tag: section.tags.map((tag) => `@${tag.replace(/^@/, '')}`),
        annotation: annotations(section, group, options.checklistFile),
      });
      put(
        line,
        `test(${quote(`${section.id} ${section.title}`)}, ${escapeScript(details)}, section(${quote(options.checklistFile)}, ${JSON.stringify(options.target)}, ${quote(section.id)})); `,
      );
    }
  }
  const map = {
    version: 3,
    sources: [options.source],
    names: [],
    mappings: lines.map((_, index) => (index === 0 ? 'AAAA' : 'AACA')).join(';'),
  };
  const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
  return `${lines.join('\n')}\n//# sourceMappingURL=data:application/json;base64,${encoded}\n`;
}

/** Lines of `file` that the command line names, for example from `checklists/release.yaml:57`. */
export function wantedLines(argv: readonly string[], file: string): readonly number[] {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return argv.flatMap((argument) => {
    const match = /^(.*?):(\d+)(?::\d+)?$/.exec(argument);
    const [path, line] = [match?.[1], match?.[2]];
    return path !== undefined &&
      line !== undefined &&
      (path === name || path.endsWith(`/${name}`) || path.endsWith(`\\${name}`))
      ? [Number(line)]
      : [];
  });
}

/** Sections that need one another, directly or not, in the checklist's order. */
export function groupByNeeds(sections: readonly Section[]): readonly (readonly string[])[] {
  const sectionOf = new Map(
    sections.flatMap((section) => [
      [section.id, section.id] as const,
      ...section.steps.map((step) => [step.id, section.id] as const),
    ]),
  );
  const parent = new Map(sections.map((section) => [section.id, section.id]));
  const root = (id: string): string => {
    const up = parent.get(id) ?? id;
    return up === id ? id : root(up);
  };
  for (const section of sections) {
    for (const need of [...section.needs, ...section.steps.flatMap((step) => step.needs)]) {
      const other = sectionOf.get(need);
      if (other !== undefined) parent.set(root(section.id), root(other));
    }
  }
  const groups = new Map<string, string[]>();
  for (const { id } of sections) groups.set(root(id), [...(groups.get(root(id)) ?? []), id]);
  return [...groups.values()];
}

/** The section's last line: its last step's end. */
export function endLine(section: Section): number {
  return Math.max(section.at.endLine, ...section.steps.map((step) => step.at.endLine));
}

/** A section that an overlay inherits stands in another file: it is declared on the overlay's first line. */
function declarationLine(section: Section, file: string, wanted: readonly number[]): number {
  if (section.at.file !== file) return 1;
  return wanted.find((line) => line >= section.at.line && line <= endLine(section)) ?? section.at.line;
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

function quote(value: string): string {
  return escapeScript(JSON.stringify(value));
}

/** JSON is JavaScript but for two line separators; a newline inside the code would shift every YAML line after it. */
function escapeScript(json: string): string {
  return json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
