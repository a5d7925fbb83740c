#!/usr/bin/env node
// Makes a bare clone ready: packages, build, browser. Plain JavaScript without a dependency, because it runs before anything
// is installed. Says one line for each thing it did and nothing when there was nothing to do.
import { buildProgram } from './setup/build.mjs';
import { findOrInstallBrowser } from './setup/browser.mjs';
import { installPackages } from './setup/packages.mjs';
import { refuseOldNode, SetupProblem } from './setup/tell.mjs';

try {
  refuseOldNode(process.versions.node);
  installPackages();
  await buildProgram();
  await findOrInstallBrowser();
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  process.stderr.write(`setup: ${error.message}\n`);
  process.exit(2);
}
