import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { isObject } from '../../runner/base/json.ts';
import { sharedCli, finish, type Ended } from './built-cli.ts';
import { removeFolder } from './remove-folder.ts';

/** The demo's shop and gateway as processes of their own on free ports, and the real command line against them. */
export type DemoStack = {
  readonly shopUrl: string;
  readonly gatewayUrl: string;
  /** Environment that points the target `demo` at this stack. */
  readonly env: NodeJS.ProcessEnv;
  /** A folder of this stack's own for journal, keys and reports. */
  readonly folder: string;
  setFaults(faults: { readonly [name: string]: boolean }): Promise<void>;
  /** Demo data again, faults off, everybody logged out. */
  reset(): Promise<void>;
  /** `more` is added to the environment of this one call. */
  postflight(args: readonly string[], more?: NodeJS.ProcessEnv): Promise<Ended>;
  /** The same by the sources, which a proof can change while they are loaded. */
  postflightOfSources: DemoStack['postflight'];
  /** Environment of a journal, keys, mirror and reports that nothing has been written to yet. */
  freshPlaces(name: string): Promise<NodeJS.ProcessEnv>;
  stop(): Promise<void>;
};

const root = resolve(import.meta.dirname, '..', '..');
const testKey = 'test_sk_demo_sandbox';

/** Builds gateway, shop and command line and starts the two servers; the caller stops them. */
export async function startDemoStack(): Promise<DemoStack> {
  const folder = mkdtempSync(join(tmpdir(), 'postflight-stack-'));
  const mirror = join(folder, 'mirror');
  mkdirSync(mirror);
  const cli = await sharedCli();
  const gateway = await startServer(cli.program('fixtures/gateway/main'), ['--port', '0']);
  const shop = await startServer(cli.program('fixtures/shop/main'), ['--port', '0', '--gateway', gateway.url]);
  const env = {
    ...process.env,
    POSTFLIGHT_DEMO_SHOP: shop.url,
    POSTFLIGHT_DEMO_GATEWAY: gateway.url,
    POSTFLIGHT_DEMO_GATEWAY_HOST: new URL(gateway.url).host,
    POSTFLIGHT_SECRET_TOSS_TEST_KEY: testKey,
    POSTFLIGHT_DEMO_ATTESTATION_KEY: shop.attestationKey,
    POSTFLIGHT_DEMO_MIRROR: mirror,
    // Nobody answers in a proof; the process that pages must not wait for hours beside it.
    POSTFLIGHT_ONCALL_LIMIT: '0',
    POSTFLIGHT_STATE: join(folder, 'state'),
    POSTFLIGHT_REPORTS: join(folder, 'reports'),
  };
  const control = controlOf(shop.url);
  const postflight: DemoStack['postflight'] = (args, more = {}) =>
    finish(spawnNode([cli.main, ...args], { ...env, ...more }));
  const freshPlaces = async (name: string): Promise<NodeJS.ProcessEnv> => {
    const place = mkdtempSync(join(folder, `${name}-`));
    const fresh = {
      POSTFLIGHT_STATE: join(place, 'state'),
      POSTFLIGHT_REPORTS: join(place, 'reports'),
      POSTFLIGHT_DEMO_MIRROR: join(place, 'mirror'),
    };
    mkdirSync(fresh.POSTFLIGHT_DEMO_MIRROR);
    await postflight(['keys', 'init'], fresh);
    return fresh;
  };
  return {
    shopUrl: shop.url,
    gatewayUrl: gateway.url,
    env,
    folder,
    setFaults: (faults) => control('faults', faults),
    reset: () => control('reset', {}),
    postflight,
    postflightOfSources: (args, more = {}) =>
      finish(spawnNode(['--import', 'tsx', join(root, 'runner/cli/main.ts'), ...args], { ...env, ...more })),
    freshPlaces,
    async stop() {
      await Promise.all([end(shop.process), end(gateway.process)]);
      removeFolder(folder);
      cli.remove();
    },
  };
}

/** The shop's switches. */
function controlOf(shop: string) {
  return async (path: string, body: object): Promise<void> => {
    const response = await fetch(`${shop}/__control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`/__control/${path}: HTTP ${response.status} ${await response.text()}`);
  };
}

function spawnNode(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function startServer(
  entry: string,
  args: readonly string[],
): Promise<{ readonly url: string; readonly attestationKey: string; readonly process: ChildProcess }> {
  const child = spawnNode([entry, ...args], process.env);
  const { stdout } = child;
  if (stdout === null) throw new Error(`${entry} has no standard output`);
  const ready = await new Promise<{ url: string; attestationKey: string }>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`${entry} ended with ${code} before it was ready`)));
    createInterface({ input: stdout }).once('line', (line) => {
      const said: unknown = JSON.parse(line);
      if (isObject(said) && typeof said['url'] === 'string')
        done({ url: said['url'], attestationKey: JSON.stringify(said['attestationKey'] ?? null) });
      else fail(new Error(`${entry} said ${line}`));
    });
  });
  return { ...ready, process: child };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await gone;
}
