import { addEnd } from '../keys/end.ts';
import { addExport } from '../keys/export.ts';
import { addInit } from '../keys/init.ts';
import { addList } from '../keys/list.ts';
import { addRotate } from '../keys/rotate.ts';
import { addTrust } from '../keys/trust.ts';
import type { DefineCommand } from '../command.ts';

/** `postflight keys`: the keys that reports and the ledger are signed with, and those that this machine believes. */
export const keysCommand: DefineCommand = (command, surroundings, exit) => {
  command.name('keys').description('signing keys: reports, ledger, and whom this machine trusts');
  for (const add of [addInit, addList, addRotate, addEnd, addTrust, addExport]) add(command, surroundings, exit);
  return command;
};
