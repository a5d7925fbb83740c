// After `npm install` against a registry that lacks the packages for other systems, npm leaves them out of package-lock.json
// and `npm ci` then refuses the file. This names them again, in the version their owner asks for.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x'];

for (const owner of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`;
    if (path in lock.packages) continue;
    if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${name} is asked for as ${version}, not as one version`);
    const words = name.split(/[/-]/);
    const os = systems.filter((one) => words.includes(one));
    const cpu = processors.filter((one) => words.includes(one));
    // Without a system it would be installed everywhere.
    if (os.length === 0 || cpu.length === 0) throw new Error(`${name} does not say for which system it is`);
    const libc = words.includes('musl') ? ['musl'] : os.includes('linux') ? ['glibc'] : undefined;
    lock.packages[path] = {
      version,
      cpu,
      ...(owner.dev ? { dev: true } : {}),
      ...(libc && { libc }),
      optional: true,
      os,
    };
    process.stdout.write(`${path} ${version} ${os.join()} ${cpu.join()}\n`);
  }
}
const sorted = Object.entries(lock.packages).toSorted(([one], [other]) => one.localeCompare(other, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
