import type { BuildOptions } from 'esbuild';

export function precompiledModule(
  build: (options: BuildOptions) => Promise<unknown>,
  options: BuildOptions,
): Promise<string>;
