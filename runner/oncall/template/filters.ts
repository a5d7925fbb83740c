import type { JsonValue } from '../../base/json.ts';
import { unreachable } from '../../base/unreachable.ts';
import { SetupError } from '../../model/trouble.ts';
import { composeText } from './compose.ts';
import { dialects, escapeFor, escapeUrlFor, type Dialect } from './escape.ts';
import { cutTo, sizeOf, toEucKr, type Unit } from './measure.ts';
import { templateText } from './text.ts';
import type { Value } from './view.ts';

/** A value on its way through filters. `ready` has been written for its place; `gone` takes its key, or the list item around it, along. */
export type Passing =
  | Value
  | { readonly kind: 'ready'; readonly text: string; readonly isEncoded: boolean }
  | { readonly kind: 'json'; readonly value: JsonValue }
  | { readonly kind: 'gone'; readonly with: 'key' | 'item' };

export type Filter = (value: Passing, dialect: Dialect) => Passing;

/** Every filter: its name, what its argument looks like, and how it is made of it. No logic, no access to anything but the value. */
export const filterKinds: readonly FilterKind[] = [
  {
    name: 'truncate',
    wants: 'truncate:NUMBER (characters)',
    make: (argument) => cut(whole(argument), 'characters'),
  },
  { name: 'bytes', wants: 'bytes:NUMBER (UTF-8)', make: (argument) => cut(whole(argument), 'utf8') },
  { name: 'sms', wants: 'sms:NUMBER (bytes of EUC-KR)', make: (argument) => cut(whole(argument), 'euc-kr') },
  { name: 'fit', wants: 'fit:NUMBER or fit:NUMBER,utf8 or fit:NUMBER,euc-kr', place: '{{text}}', make: fit },
  { name: 'fields', wants: 'fields:LABEL,VALUE or fields:LABEL,VALUE,CHARACTERS', place: '{{facts}}', make: fields },
  { name: 'pick', wants: 'pick:value=word,value=word,*=word', make: pick },
  {
    name: 'default',
    wants: 'default:WORDS',
    make: (argument) => onText((text) => (text === '' ? (argument ?? '') : text)),
  },
  { name: 'json', wants: 'json', make: () => (value, dialect) => ready(JSON.stringify(written(value, dialect))) },
  {
    name: 'urlencode',
    wants: 'urlencode',
    make: () => (value) => ({ kind: 'ready', text: encodeURIComponent(bare(value)), isEncoded: true }),
  },
  { name: 'number', wants: 'number', make: () => toNumber },
  { name: 'flag', wants: 'flag', make: () => (value) => ({ kind: 'json', value: bare(value) === 'true' }) },
  {
    name: 'as',
    wants: `as:${dialects.join(' or as:')}`,
    make: (argument) => {
      const wish = dialects.find((one) => one === argument?.trim());
      return wish === undefined ? null : (value) => (value.kind === 'gone' ? value : ready(written(value, wish)));
    },
  },
  { name: 'omit', wants: 'omit', make: () => (value) => (isEmpty(value) ? { kind: 'gone', with: 'key' } : value) },
  { name: 'need', wants: 'need', make: () => (value) => (isEmpty(value) ? { kind: 'gone', with: 'item' } : value) },
];

export type FilterKind = {
  readonly name: string;
  readonly wants: string;
  /** The only value that it works with; left out: every one. */
  readonly place?: string;
  /** Null when the argument is no good. */
  readonly make: (argument: string | null) => Filter | null;
};

/** Makes `name:argument` into a filter; throws SetupError for what is none. */
export function filterOf(source: string, path: string): Filter {
  const colon = source.indexOf(':');
  const name = (colon === -1 ? source : source.slice(0, colon)).trim();
  const argument = colon === -1 ? null : source.slice(colon + 1);
  const kind = filterKinds.find((one) => one.name === name);
  if (kind === undefined) {
    const known = filterKinds.map((one) => one.name).join(', ');
    throw new SetupError(templateText.filterUnknown({ filter: name, known }));
  }
  if (kind.place !== undefined && kind.place !== `{{${path}}}`)
    throw new SetupError(templateText.filterPlace({ filter: name, place: kind.place }));
  const made = kind.make(argument);
  if (made === null) throw new SetupError(templateText.filterArgument({ filter: name, wants: kind.wants }));
  return made;
}

/** The value as text of that markup. */
export function written(value: Passing, dialect: Dialect): string {
  switch (value.kind) {
    case 'text':
      return escapeFor(value.text, dialect);
    case 'id':
      return value.id;
    case 'url':
      return escapeUrlFor(value.url, dialect);
    case 'ready':
      return value.text;
    case 'json':
      return typeof value.value === 'string' ? value.value : JSON.stringify(value.value);
    case 'facts':
      return value.facts.map(({ label, value: said }) => escapeFor(`${label}: ${said}`, dialect)).join('\n');
    case 'message':
      return composed(value, { limit: longest, unit: 'characters', dialect });
    case 'gone':
      return '';
    default:
      return unreachable(value);
  }
}

/** More than any provider takes; the size of the whole request is held apart from this. */
const longest = 16_000;

function composed(
  { message, notice }: Extract<Value, { kind: 'message' }>,
  { limit, unit, dialect }: { readonly limit: number; readonly unit: Unit; readonly dialect: Dialect },
): string {
  const plain = unit === 'euc-kr' ? toEucKr : (text: string) => text;
  return composeText(message, notice, {
    limit,
    size: (text) => sizeOf(text, unit),
    value: (text) => escapeFor(plain(text), dialect),
    url: (url) => escapeUrlFor(url, dialect),
  });
}

/** The bare value, for places that encode it themselves. */
export function bare(value: Passing): string {
  return value.kind === 'url' ? value.url : written(value, 'none');
}

function ready(text: string): Passing {
  return { kind: 'ready', text, isEncoded: false };
}

function onText(change: (text: string) => string): Filter {
  return (value) => {
    if (value.kind === 'gone') return value;
    return value.kind === 'id' ? { kind: 'id', id: change(value.id) } : { kind: 'text', text: change(bare(value)) };
  };
}

function cut(limit: number | null, unit: Unit): Filter | null {
  if (limit === null) return null;
  return (value, dialect) => {
    // An address is whole or not there.
    if (value.kind === 'url') return sizeOf(value.url, unit) <= limit ? value : { kind: 'url', url: '' };
    if (value.kind === 'gone') return value;
    if (value.kind === 'id') return { kind: 'id', id: cutTo(value.id, { limit, size: (part) => sizeOf(part, unit) }) };
    const text = unit === 'euc-kr' ? toEucKr(bare(value)) : bare(value);
    return { kind: 'text', text: cutTo(text, { limit, size: (part) => sizeOf(escapeFor(part, dialect), unit) }) };
  };
}

function fit(argument: string | null): Filter | null {
  const [number, name = 'characters'] = (argument ?? '').split(',').map((part) => part.trim());
  const limit = whole(number ?? null);
  const unit = (['characters', 'utf8', 'euc-kr'] as const).find((one) => one === name);
  if (limit === null || unit === undefined) return null;
  return (value, dialect) => (value.kind === 'message' ? ready(composed(value, { limit, unit, dialect })) : value);
}

function fields(argument: string | null): Filter | null {
  const [label = '', said = '', most = '1000', ...more] = (argument ?? '').split(',').map((part) => part.trim());
  const limit = whole(most);
  if (label === '' || said === '' || limit === null || more.length > 0) return null;
  return (value, dialect) => {
    if (value.kind !== 'facts') return value;
    const size = (text: string): number => escapeFor(text, dialect).length;
    // Providers refuse empty ones.
    const write = (text: string): string => escapeFor(cutTo(text === '' ? '·' : text, { limit, size }), dialect);
    const list = value.facts.map((fact) => ({ [label]: write(fact.label), [said]: write(fact.value) }));
    return { kind: 'json', value: list };
  };
}

function pick(argument: string | null): Filter | null {
  const pairs = (argument ?? '').split(',').map((pair) => pair.split('='));
  if (pairs.some((pair) => pair.length !== 2 || pair[0] === '')) return null;
  const table = new Map(pairs.map(([from = '', to = '']) => [from.trim(), to.trim()]));
  return onText((text) => table.get(text) ?? table.get('*') ?? '');
}

function toNumber(value: Passing): Passing {
  const number = Number(bare(value));
  return Number.isFinite(number) && bare(value).trim() !== ''
    ? { kind: 'json', value: number }
    : { kind: 'gone', with: 'key' };
}

function isEmpty(value: Passing): boolean {
  if (value.kind === 'facts') return value.facts.length === 0;
  if (value.kind === 'json') return Array.isArray(value.value) && value.value.length === 0;
  return value.kind === 'gone' || bare(value) === '';
}

function whole(argument: string | null): number | null {
  return argument !== null && /^\s*\d{1,6}\s*$/.test(argument) ? Number(argument) : null;
}
