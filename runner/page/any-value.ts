import { Type } from 'typebox';
import type { JsonValue } from '../base/json.ts';

/** Any JSON value; strings in it may hold `${…}`. */
export const AnyValue = Type.Unsafe<JsonValue>({});
