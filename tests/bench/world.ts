import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isObject } from '../../runner/base/json.ts';
import { root } from '../project.ts';

/** A shop and a gateway that nobody has used yet. */
export type World = {
  readonly shop: string;
  readonly gateway: string;
  /** The public key of the shop's attestations, as JSON. */
  readonly attestationKey: string;
  readonly end: () => Promise<void>;
};

/** Starts both from the compiled build on free ports, this far away. */
export async function startWorld(distanceMs: number): Promise<World> {
  const distance = ['--distance', String(distanceMs)];
  const gateway = await startServer('gateway', distance);
  const shop = await startServer('shop', ['--gateway', gateway.url, ...distance]).catch(async (error: unknown) => {
    await gateway.end();
    throw error;
  });
  return {
    shop: shop.url,
    gateway: gateway.url,
    attestationKey: shop.attestationKey,
    end: async () => {
      await Promise.all([shop.end(), gateway.end()]);
    },
  };
}

type Ready = { readonly url: string; readonly attestationKey: string };
type Server = Ready & { readonly end: () => Promise<void> };

async function startServer(name: 'shop' | 'gateway', args: readonly string[]): Promise<Server> {
  const entry = join(root, 'dist', 'fixtures', name, 'main.js');
  const child = spawn(process.execPath, [entry, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const ready = await Promise.race([firstLine(child), ended.then(() => null)]);
  if (ready === null) throw new Error(`the ${name} ended before it was ready`);
  return {
    ...ready,
    end: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function firstLine(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error('no standard output'));
    createInterface({ input: child.stdout }).once('line', (line) => {
      const said: unknown = JSON.parse(line);
      if (isObject(said) && typeof said['url'] === 'string')
        resolve({ url: said['url'], attestationKey: JSON.stringify(said['attestationKey'] ?? null) });
      else reject(new Error(`not ready: ${line}`));
    });
  });
}

/** For one run: nobody has used its shop. */
export async function inNewWorld<T>(distanceMs: number, work: (world: World) => Promise<T>): Promise<T> {
  const world = await startWorld(distanceMs);
  try {
    return await work(world);
  } finally {
    await world.end();
  }
}
