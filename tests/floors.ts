/**
 * The house as data. An import goes down a floor or stays in its folder; folders on one floor never import each other.
 * A folder that is not listed here fails, and so does a package that is not listed with the folder.
 */
export type Room = { readonly floor: number; readonly packages: readonly string[] };

export const rooms: { readonly [folder: string]: Room } = {
  // The only place that wires things together and exits.
  // Of Playwright only the list of devices, and only in commands that start no driver.
  'runner/cli': { floor: 5, packages: ['commander', 'playwright'] },

  'runner/engine': { floor: 4, packages: ['playwright', '@playwright/test'] },
  'runner/console': { floor: 4, packages: ['hono', '@hono/node-server'] },

  // The gate asks the page for proofs; it needs the browser's types. Attestations are JWS. Tickets have a schema and leave by e-mail.
  'runner/payment': { floor: 3, packages: ['@playwright/test', 'jose', 'nodemailer', 'typebox', 'ajv'] },
  // The outer wall: which hosts a run's browser reaches.
  'runner/network': { floor: 3, packages: ['@playwright/test', 'proxy-chain'] },
  'runner/watch': { floor: 3, packages: ['@playwright/test'] },
  // The report's shape is a schema too, so that old reports can be checked.
  'runner/report': { floor: 3, packages: ['typebox', 'ajv'] },
  // A new checkpoint of the ledger is mailed to whoever keeps one outside.
  'runner/archive': { floor: 3, packages: ['nodemailer', 's3mini'] },
  // The acknowledge page is a small server; everything else in it is a client.
  // Settings of channels are schemas, checked where a channel is opened.
  'runner/oncall': { floor: 3, packages: ['nodemailer', 'hono', '@hono/node-server', 'typebox', 'ajv'] },

  // Patterns in a checklist are RE2, values are JSONata.
  'runner/checklist': { floor: 2, packages: ['yaml', 'ajv', 'typebox', 'jsonata', 're2js'] },
  // A script step may be TypeScript; tsx reads it.
  'runner/verbs': { floor: 2, packages: ['typebox', '@playwright/test', 'tsx'] },
  'runner/expectations': { floor: 2, packages: ['typebox', '@playwright/test'] },
  'runner/guards': { floor: 2, packages: [] },
  'runner/gateways': { floor: 2, packages: [] },
  'runner/journal': { floor: 2, packages: ['better-sqlite3'] },
  'runner/sign': {
    floor: 2,
    packages: ['@sigstore/bundle', '@sigstore/core', '@sigstore/verify'],
  },
  'runner/view': { floor: 2, packages: ['hono'] },

  // What a page shows and an answer says, read for verbs and expectations alike.
  'runner/page': { floor: 1.5, packages: ['typebox', '@playwright/test'] },

  'runner/model': { floor: 1, packages: ['typebox', 'ajv', '@playwright/test'] },
  // No package but RE2: everything else that takes a pattern gets it from base/pattern.ts.
  'runner/base': { floor: 0, packages: ['re2js'] },
};

/** Packages that tests may use wherever they stand. */
export const testPackages: readonly string[] = ['fast-check', 'playwright'];

/** The demo's world. It speaks HTTP with the runner and knows nothing of it. */
export const fixturePackages: readonly string[] = [
  'hono',
  '@hono/node-server',
  'better-sqlite3',
  'commander',
  'typebox',
  'jose',
  'smtp-server',
];
