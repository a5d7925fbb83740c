import { spawnSync } from 'node:child_process';

export type Process = { readonly pid: number; readonly parent: number; readonly words: string };

/** Every living process of this machine; one that has ended and waits for its parent is not alive. */
export function listProcesses(): readonly Process[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    if (match === null || match[3]?.startsWith('Z') === true) return [];
    return [{ pid: Number(match[1]), parent: Number(match[2]), words: match[4] ?? '' }];
  });
}

/** The process itself and all below it, parents first. */
function family(pid: number, all: readonly Process[]): readonly Process[] {
  const own = all.filter((one) => one.pid === pid);
  return [...own, ...all.filter((one) => one.parent === pid).flatMap((child) => family(child.pid, all))];
}

/** The driver that a supervisor started. */
export function driverOf(supervisor: number): Process | undefined {
  return listProcesses().find((one) => one.parent === supervisor && /driver\.[jt]s\b/.test(one.words));
}

/** The main process of a driver's browser; distributions put a shell script before it, so it may be a grandchild. */
export function browserOf(driver: number): Process | undefined {
  return family(driver, listProcesses()).findLast(
    ({ words }) => words.includes('--remote-debugging-pipe') && !words.includes('--type='),
  );
}

/** Sends a signal; false when the process is gone, which the caller may have raced with. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}
