import { nearest } from './nearest.ts';
import { placeOf } from './look.ts';
import type { LocatorArgs } from '../model/locator.ts';
import type { World } from '../model/verb.ts';

const suggestionsMax = 3;

const controls =
  'button, a, summary, input, option, [role=button], [role=link], [role=tab], [role=menuitem], [role=checkbox], [role=radio], [role=option]';
const texts = 'body *:not(script, style, noscript)';

/** Names on the page that look like the one that was not found: the "did you mean" of a failed step. */
export async function similar(world: World, args: LocatorArgs): Promise<readonly string[]> {
  const asked = question(world, args);
  if (asked === null) return [];
  try {
    const names = await asked.locator.evaluateAll(readNames, asked.from);
    return nearest(asked.wanted, names, suggestionsMax).filter((name) => name !== asked.wanted);
  } catch (error) {
    // The page is on its way elsewhere: the message then goes without a suggestion.
    if (placeOf(error) !== null) return [];
    throw error;
  }
}

type Source = 'name' | 'label' | 'text' | 'data-testid' | 'placeholder' | 'alt' | 'title';

function question(
  world: World,
  args: LocatorArgs,
): { readonly wanted: string; readonly from: Source; readonly locator: ReturnType<World['locate']> } | null {
  const anything = (css: string): ReturnType<World['locate']> => world.root.locator(css);
  if (args.role !== undefined) {
    return args.name === undefined
      ? null
      : { wanted: args.name, from: 'name', locator: world.locate({ role: args.role }) };
  }
  if (args.label !== undefined)
    return { wanted: args.label, from: 'label', locator: anything('label, [aria-label], [aria-labelledby]') };
  if (args.text !== undefined) return { wanted: args.text, from: 'text', locator: anything(texts) };
  if (args.testid !== undefined)
    return { wanted: args.testid, from: 'data-testid', locator: anything('[data-testid]') };
  if (args.placeholder !== undefined)
    return { wanted: args.placeholder, from: 'placeholder', locator: anything('[placeholder]') };
  if (args.alt !== undefined) return { wanted: args.alt, from: 'alt', locator: anything('[alt]') };
  if (args.title !== undefined) return { wanted: args.title, from: 'title', locator: anything('[title]') };
  if (args.name !== undefined) return { wanted: args.name, from: 'name', locator: anything(controls) };
  return null;
}

/** Runs in the page; an approximation of accessible names is enough for a suggestion. */
function readNames(elements: readonly Element[], from: Source): readonly string[] {
  const page = {
    ownText(element: Element): string {
      return [...element.childNodes].map((node) => (node instanceof Text ? (node.nodeValue ?? '') : '')).join(' ');
    },
    labelled(element: Element): string | null {
      const ids = element.getAttribute('aria-labelledby');
      if (ids === null) return element.getAttribute('aria-label');
      return ids
        .split(/\s+/)
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' ');
    },
    nameOf(element: Element): string {
      const labelled = page.labelled(element);
      if (labelled !== null) return labelled;
      if (element instanceof HTMLInputElement && element.labels !== null && element.labels.length > 0)
        return element.labels[0]?.textContent ?? '';
      if (element instanceof HTMLInputElement) return element.value;
      const image = element.querySelector('img[alt]')?.getAttribute('alt') ?? '';
      return `${element.textContent} ${image}`;
    },
    read(element: Element): string {
      if (from === 'text') return page.ownText(element);
      if (from === 'name' || from === 'label') return page.nameOf(element);
      return element.getAttribute(from) ?? '';
    },
  };
  const names = new Set<string>();
  for (const element of elements) {
    const name = page.read(element).replace(/\s+/g, ' ').trim();
    if (name !== '' && name.length <= 120) names.add(name);
    if (names.size >= 400) break;
  }
  return [...names];
}
