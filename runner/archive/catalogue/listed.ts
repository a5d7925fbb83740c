import type { Catalogue } from './catalogue.ts';
import { lookUp } from './known.ts';

/**
 * The same as readCatalogue. What reads reports and the signatures of what was added to them is loaded only when there is one that the index
 * does not know: loading it takes longer than listing a thousand.
 */
export async function listCatalogue(reports: string): Promise<Catalogue> {
  const { all, indexed } = lookUp(reports);
  const entries = all.flatMap(({ indexed: known }) => known?.entry ?? []);
  if (entries.length === all.length && all.length === indexed) return { entries, unreadable: [] };
  return (await import('./catalogue.ts')).readCatalogue(reports);
}
