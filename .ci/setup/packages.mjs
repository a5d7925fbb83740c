// Installs the packages that package-lock.json names, and proves that the one compiled package works with this Node.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { head, recall, remember, root, run, say, SetupProblem, tail } from './tell.mjs';

const lockFile = join(root, 'package-lock.json');
const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
const compilerHint =
  'It is downloaded ready-made or compiled; compiling needs python3, make and a C++ compiler (Debian: apt-get install -y python3 make g++).';

/** Leaves node_modules as the lock file says, with a database driver that opens. Costs milliseconds when that is so. */
export function installPackages() {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  const { lock: installedLock } = recall();
  if (installedLock !== lock) {
    if (installedAsLocked()) say('packages are those of package-lock.json');
    else install();
    remember({ lock });
  }
  if (driverOpens()) return;
  rebuildDriver();
}

function install() {
  say('installing packages (the database driver is compiled where no ready-made one can be had: 1 to 4 minutes)');
  const done = run('npm', ['ci', ...quiet]);
  if (!done.ok) throw new SetupProblem(`npm ci failed. ${compilerHint}\n${head(done.output)}`);
  say('packages installed');
}

/** True when somebody ran npm by hand and the folder already holds every locked package in its locked version. */
function installedAsLocked() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const missing = Object.entries(wanted).some(
    ([path, entry]) => path !== '' && entry.optional !== true && present[path]?.version !== entry.version,
  );
  const foreign = Object.entries(present).some(([path, entry]) => wanted[path]?.version !== entry.version);
  return !missing && !foreign;
}

function driverOpens() {
  try {
    const Database = createRequire(join(root, 'package.json'))('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    // Whatever keeps it from opening (not compiled, another Node, another libc), compiling it here is the answer.
    return false;
  }
}

function rebuildDriver() {
  say('compiling the database driver for this Node: 1 to 4 minutes');
  const done = run('npm', ['rebuild', 'better-sqlite3', ...quiet]);
  // A new process looks, because this one remembers that the addon could not be loaded.
  const opens = run(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:').close()"]);
  if (opens.ok) return say('database driver compiled');
  throw new SetupProblem(
    `better-sqlite3 does not open a database. ${compilerHint}\n${tail(`${done.output}\n${opens.output}`)}`,
  );
}
