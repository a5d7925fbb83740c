// Runs at `npm ci` in a clone: commits are then looked at by .githooks/pre-commit. Elsewhere (a tarball, CI) there is nothing to do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
if (existsSync(join(root, '.git')) && !process.env.CI) {
  // Without git, or with a read-only configuration, there is simply no hook; installing goes on.
  spawnSync('git', ['config', 'core.hooksPath', '.githooks'], { cwd: root, stdio: 'ignore' });
}
