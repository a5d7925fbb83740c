// Writes the editor schema that is committed beside the checklists; `--check` only says whether it is the one the verbs give.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../checklists/checklist.schema.json', import.meta.url));
const cli = fileURLToPath(new URL('../dist/runner/cli/main.js', import.meta.url));
const printed = spawnSync(process.execPath, [cli, 'schema'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
if (printed.status !== 0) {
  process.stderr.write(`schema: postflight schema ended with ${printed.status}\n${printed.stderr}`);
  process.exit(2);
}
const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
if (committed === printed.stdout) {
  process.stdout.write('checklists/checklist.schema.json is up to date\n');
} else if (process.argv.includes('--check')) {
  process.stderr.write('checklists/checklist.schema.json is not what the verbs give: run npm run schema\n');
  process.exit(1);
} else {
  writeFileSync(file, printed.stdout);
  process.stdout.write('checklists/checklist.schema.json written\n');
}
