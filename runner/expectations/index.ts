import type { ExpectationWord } from '../model/verb.ts';
import { amount } from './amount.ts';
import { aria } from './aria.ts';
import { attribute } from './attribute.ts';
import { checked } from './checked.ts';
import { count } from './count.ts';
import { disabled } from './disabled.ts';
import { enabled } from './enabled.ts';
import { hidden } from './hidden.ts';
import { image } from './image.ts';
import { json } from './json.ts';
import { loadedWithin } from './loaded-within.ts';
import { noErrors } from './no-errors.ts';
import { text } from './text-word.ts';
import { that } from './that.ts';
import { title } from './title.ts';
import { url } from './url.ts';
import { value } from './value.ts';
import { visible } from './visible.ts';

/** THE LIST of what a step can expect, sorted by name. A new word is one file and one line here. */
export const expectations = [
  amount,
  aria,
  attribute,
  checked,
  count,
  disabled,
  enabled,
  hidden,
  image,
  json,
  loadedWithin,
  noErrors,
  text,
  that,
  title,
  url,
  value,
  visible,
] as const satisfies readonly ExpectationWord[];
