import { readdirSync, readFileSync } from 'node:fs';

/** Follows the CPU time of a process and everything it starts. */
export type TreeMeter = {
  /** Stops and gives user and system time of the whole tree in milliseconds; null where there is no /proc. */
  stop(): number | null;
};

const sampleMs = 100;
/** Linux counts CPU time in these; USER_HZ is 100 on every platform that Node runs on. */
const tickMs = 10;

/**
 * Reads /proc ten times a second and keeps, for each process of the tree, its last seen user and system time. A process once
 * seen stays counted when its parent dies before it. What a process does after its last sample (at most 100 ms) is missed, and so
 * is a process that lives shorter than that: the result is a little low, in the same way for every side.
 */
export function meterTree(rootPid: number): TreeMeter {
  const seen = new Map<string, number>();
  const members = new Set<number>([rootPid]);
  const sample = (): void => {
    const all = readProcesses();
    grow(members, all);
    for (const one of all) if (members.has(one.pid)) seen.set(`${one.pid}@${one.startTicks}`, one.cpuTicks);
  };
  if (process.platform !== 'linux') return { stop: () => null };
  sample();
  const timer = setInterval(sample, sampleMs);
  return {
    stop() {
      clearInterval(timer);
      return [...seen.values()].reduce((sum, ticks) => sum + ticks, 0) * tickMs;
    },
  };
}

type ProcessFacts = {
  readonly pid: number;
  readonly parent: number;
  readonly startTicks: number;
  readonly cpuTicks: number;
};

function readProcesses(): readonly ProcessFacts[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const facts = readProcess(Number(name));
    return facts === null ? [] : [facts];
  });
}

function readProcess(pid: number): ProcessFacts | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    // It ended between the listing and the look.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null;
    throw error;
  }
  // The name in parentheses may hold spaces; the fields after it are counted from the third (man 5 proc).
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent = 0, user = 0, system = 0, startTicks = 0] = [fields[1], fields[11], fields[12], fields[19]];
  return { pid, parent, startTicks, cpuTicks: user + system };
}

function grow(members: Set<number>, all: readonly ProcessFacts[]): void {
  let before = -1;
  while (before !== members.size) {
    before = members.size;
    for (const one of all) if (members.has(one.parent)) members.add(one.pid);
  }
}
