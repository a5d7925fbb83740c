/** What the bench tells the suite through its environment. */
export type BenchEnvironment = {
  readonly shop: string;
  /** Where reports and evidence go. */
  readonly output: string;
  /** The same browser, started in the same way, as on the other side. */
  readonly launch: { readonly executablePath: string; readonly args: string[]; readonly chromiumSandbox: boolean };
};

/** Reads it. Throws when the suite is started without the bench. */
export function readBenchEnvironment(env: NodeJS.ProcessEnv): BenchEnvironment {
  return {
    shop: must(env, 'BENCH_SHOP'),
    output: must(env, 'BENCH_OUTPUT'),
    launch: {
      executablePath: must(env, 'BENCH_CHROMIUM'),
      args: must(env, 'BENCH_CHROMIUM_ARGUMENTS').split(' '),
      chromiumSandbox: env['BENCH_CHROMIUM_SANDBOX'] === 'on',
    },
  };
}

/** The gateway's own ledger, which a test may read. */
export function ledgerUrl(env: NodeJS.ProcessEnv): string {
  return `${must(env, 'BENCH_GATEWAY')}/__control/payments`;
}

function must(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set; npm run bench sets it`);
  return value;
}
