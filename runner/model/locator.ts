import Type from 'typebox';
import { templated } from './marks.ts';

const roles = [
  'alert',
  'alertdialog',
  'article',
  'banner',
  'button',
  'cell',
  'checkbox',
  'columnheader',
  'combobox',
  'complementary',
  'contentinfo',
  'dialog',
  'figure',
  'form',
  'generic',
  'grid',
  'group',
  'heading',
  'img',
  'link',
  'list',
  'listbox',
  'listitem',
  'log',
  'main',
  'menu',
  'menubar',
  'menuitem',
  'meter',
  'navigation',
  'note',
  'option',
  'progressbar',
  'radio',
  'radiogroup',
  'region',
  'row',
  'rowgroup',
  'rowheader',
  'search',
  'searchbox',
  'separator',
  'slider',
  'spinbutton',
  'status',
  'switch',
  'tab',
  'table',
  'tablist',
  'tabpanel',
  'term',
  'textbox',
  'timer',
  'toolbar',
  'tooltip',
  'tree',
  'treeitem',
] as const;

/**
 * How a checklist points at something on a page, in Playwright's words. Exactly one of role, label, text, testid,
 * placeholder, alt, title, css, or `name` alone (any control with that accessible name).
 * A word's own arguments spread these properties: `fill: { label: 검색, value: 이불 }`.
 */
export const locatorProperties = {
  role: Type.Optional(Type.Enum([...roles], { description: 'ARIA role (getByRole)' })),
  name: Type.Optional(
    Type.String({
      description:
        'Accessible name; with role, or alone for any button, link, tab, menu item, checkbox, radio or option',
    }),
  ),
  label: Type.Optional(Type.String({ description: 'Label of a form field (getByLabel)' })),
  text: Type.Optional(Type.String({ description: 'Visible text (getByText)' })),
  testid: Type.Optional(Type.String({ description: 'data-testid (getByTestId)' })),
  placeholder: Type.Optional(Type.String({ description: 'Placeholder of a field (getByPlaceholder)' })),
  alt: Type.Optional(Type.String({ description: 'Alternative text of an image (getByAltText)' })),
  title: Type.Optional(Type.String({ description: 'title attribute (getByTitle)' })),
  css: Type.Optional(Type.String({ description: 'CSS selector, the last resort' })),
  exact: Type.Optional(
    Type.Boolean({ description: 'Whole text, case-sensitive (default: part of it, any case; a bare string is exact)' }),
  ),
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 6, description: 'Heading level, with role: heading' })),
  'has-text': Type.Optional(Type.String({ description: 'Keep those that contain this text' })),
  'has-not-text': Type.Optional(Type.String({ description: 'Drop those that contain this text' })),
  has: Type.Optional(
    Type.Unsafe<LocatorArgs>({ $ref: '#/$defs/locator', description: 'Keep those that contain this' }),
  ),
  within: Type.Optional(Type.Unsafe<LocatorArgs>({ $ref: '#/$defs/locator', description: 'Look only inside this' })),
  nth: Type.Optional(
    templated(
      Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('first'), Type.Literal('last')], {
        description: 'Which of several, counted from 1; without it, more than one match is an error',
      }),
    ),
  ),
} as const;

/** A locator as a value of its own (`within`, `has`, lists). A bare string means `{ name }` for pressing words, `{ text }` elsewhere. */
export type LocatorArgs = {
  readonly role?: (typeof roles)[number];
  readonly name?: string;
  readonly label?: string;
  readonly text?: string;
  readonly testid?: string;
  readonly placeholder?: string;
  readonly alt?: string;
  readonly title?: string;
  readonly css?: string;
  readonly exact?: boolean;
  readonly level?: number;
  readonly 'has-text'?: string;
  readonly 'has-not-text'?: string;
  readonly has?: LocatorArgs;
  readonly within?: LocatorArgs;
  readonly nth?: number | 'first' | 'last';
};

export const LocatorSchema = Type.Object(locatorProperties, { additionalProperties: false });

/** The keys of which exactly one says where to look. */
export const locatorBases = ['role', 'label', 'text', 'testid', 'placeholder', 'alt', 'title', 'css'] as const;
