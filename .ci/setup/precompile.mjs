// Lets ajv compile the product's own schemas once, at the build, instead of in every process of every run.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './tell.mjs';

/** Text of a module that stands in for runner/base/precompiled.ts. `build` is esbuild's. */
export async function precompiledModule(build, options) {
  const { everyShape, shapeAjv, withDefinitions } = await loadShapes(build, options);
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const ajv = shapeAjv({ allErrors: false, verbose: false, messages: false, code: { source: true, esm: true } });
  const byText = new Map(everyShape.map((schema) => [JSON.stringify(schema), schema]));
  const names = new Map([...byText.keys()].map((text, at) => [text, `shape${at}`]));
  for (const [text, name] of names) ajv.addSchema({ ...withDefinitions(byText.get(text)), $id: name });
  const code = standalone(ajv, Object.fromEntries([...names.values()].map((name) => [name, name])));
  const rows = [...names].map(([text, name]) => `[${JSON.stringify(text)}, ${name}]`);
  return `${code}\nexport const precompiled = new Map([\n${rows.join(',\n')}\n]);\n`;
}

async function loadShapes(build, options) {
  // Below node_modules, so that it finds the ajv that writes the code: parts of two copies do not know each other.
  const folder = mkdtempSync(join(root, 'node_modules', '.postflight-shapes-'));
  const file = join(folder, 'shapes.mjs');
  try {
    const external = [...(options.external ?? []), 'ajv'];
    await build({ ...options, external, entryPoints: [join(root, '.ci', 'setup', 'every-shape.ts')], outfile: file });
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
