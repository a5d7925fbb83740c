import { Type } from 'typebox';
import type { JsonValue } from '../base/json.ts';

/** A name that `${…}` can say: letters of any script, digits and `_`. */
export const VariableName = Type.String({ pattern: '^[\\p{L}_][\\p{L}\\p{N}_]*$', description: 'Name of a variable' });

/** Values by name. */
export const Values = Type.Unsafe<{ readonly [name: string]: JsonValue }>({ type: 'object' });
