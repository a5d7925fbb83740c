import type { Frame, FrameLocator, Locator, Page } from '@playwright/test';
import type { LocatorArgs } from '../model/locator.ts';

/** What `name` alone finds: the controls that a person presses. */
const pressable = ['button', 'link', 'tab', 'menuitem', 'checkbox', 'radio', 'option'] as const;

/** The Playwright locator that these arguments mean, inside a page or a frame of it. */
export function locate(root: Page | Frame | FrameLocator, args: LocatorArgs): Locator {
  const scope = args.within === undefined ? root : locate(root, args.within);
  const found = filter(base(scope, args), root, args);
  if (args.nth === undefined) return found;
  if (args.nth === 'first') return found.first();
  if (args.nth === 'last') return found.last();
  return found.nth(args.nth - 1);
}

function base(scope: Page | Frame | FrameLocator | Locator, args: LocatorArgs): Locator {
  const exact = args.exact === undefined ? {} : { exact: args.exact };
  if (args.role !== undefined) {
    const name = args.name === undefined ? {} : { name: args.name };
    const level = args.level === undefined ? {} : { level: args.level };
    return scope.getByRole(args.role, { ...name, ...level, ...exact });
  }
  if (args.label !== undefined) return scope.getByLabel(args.label, exact);
  if (args.text !== undefined) return scope.getByText(args.text, exact);
  if (args.testid !== undefined) return scope.getByTestId(args.testid);
  if (args.placeholder !== undefined) return scope.getByPlaceholder(args.placeholder, exact);
  if (args.alt !== undefined) return scope.getByAltText(args.alt, exact);
  if (args.title !== undefined) return scope.getByTitle(args.title, exact);
  if (args.css !== undefined) return scope.locator(`css=${args.css}`);
  const name = args.name ?? '';
  const [first, ...others] = pressable;
  return others.reduce(
    (either, role) => either.or(scope.getByRole(role, { name, ...exact })),
    scope.getByRole(first, { name, ...exact }),
  );
}

function filter(found: Locator, root: Page | Frame | FrameLocator, args: LocatorArgs): Locator {
  // Playwright wants the inner locator of `has` without the way into the frame.
  const inside = 'owner' in root ? root.owner().page() : root;
  const has = args['has-text'] === undefined ? {} : { hasText: args['has-text'] };
  const hasNot = args['has-not-text'] === undefined ? {} : { hasNotText: args['has-not-text'] };
  const child = args.has === undefined ? {} : { has: locate(inside, args.has) };
  const narrowed = { ...has, ...hasNot, ...child };
  return Object.keys(narrowed).length === 0 ? found : found.filter(narrowed);
}

/** A locator in a short form that reads the same in every language: `role=button name="로그인" (2nd)`. */
export function describe(args: LocatorArgs): string {
  const parts: string[] = [];
  if (args.role !== undefined) parts.push(`role=${args.role}`);
  for (const key of ['name', 'label', 'text', 'testid', 'placeholder', 'alt', 'title', 'css'] as const) {
    const value = args[key];
    if (value !== undefined) parts.push(`${key}=${JSON.stringify(value)}`);
  }
  if (args.level !== undefined) parts.push(`level=${args.level}`);
  if (args['has-text'] !== undefined) parts.push(`has-text=${JSON.stringify(args['has-text'])}`);
  if (args['has-not-text'] !== undefined) parts.push(`has-not-text=${JSON.stringify(args['has-not-text'])}`);
  if (args.has !== undefined) parts.push(`has [${describe(args.has)}]`);
  if (args.nth !== undefined) parts.push(`(${typeof args.nth === 'number' ? ordinal(args.nth) : args.nth})`);
  if (args.within !== undefined) parts.push(`within [${describe(args.within)}]`);
  return parts.join(' ');
}

function ordinal(position: number): string {
  const tens = position % 100;
  if (tens >= 11 && tens <= 13) return `${position}th`;
  return `${position}${{ 1: 'st', 2: 'nd', 3: 'rd' }[position % 10] ?? 'th'}`;
}
