export type Fits = (value: unknown) => boolean;

/**
 * What ajv made of the product's own schemas, by their JSON text. The build puts it here (.ci/setup/precompile.mjs), because making
 * it anew took a quarter of the time before a run's first step. Sources have none of it: ajv compiles when it is asked.
 */
export const precompiled: ReadonlyMap<string, Fits> = new Map();
