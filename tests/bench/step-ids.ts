import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The id that a step's title starts with: `HOME-01 …`, and `POST-01[2] …` for a row of a table. */
export function stepId(title: string): string | null {
  return /^[A-Z]+-\d+(\[\d+\])?(?= )/.exec(title)?.[0] ?? null;
}

/** The ids and titles of the hand-written suite's steps. A loop over a table is found once, without its row. */
export function suiteSteps(): readonly { readonly id: string; readonly title: string }[] {
  const folder = join(import.meta.dirname, 'suite');
  return readdirSync(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const calls = text.matchAll(/\bstep\(\s*['`](?<id>[A-Z]+-\d+)[^'`]*['`],\s*(?<quote>['`])(?<title>.*?)\k<quote>,/g);
    return [...calls].map(({ groups }) => ({ id: groups?.['id'] ?? '', title: groups?.['title'] ?? '' }));
  });
}
