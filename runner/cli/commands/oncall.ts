import type { DefineCommand } from '../command.ts';
import { defineAck } from '../oncall/ack.ts';
import { defineDoctor } from '../oncall/doctor.ts';
import { definePager } from '../oncall/pager.ts';
import { defineRenewKey } from '../oncall/renew-key.ts';
import { defineResolve } from '../oncall/resolve.ts';
import { defineServe } from '../oncall/serve.ts';
import { defineTest } from '../oncall/test.ts';
import { defineWork } from '../oncall/work.ts';

/** `postflight oncall`: pages, from their proof before a run to somebody's word that they are over. One file a word. */
export const onCallCommand: DefineCommand = (command, surroundings, exit) => {
  command.name('oncall').description('who is woken: prove the channels, acknowledge, resolve');
  for (const define of [
    defineTest,
    defineDoctor,
    defineAck,
    defineResolve,
    defineServe,
    definePager,
    defineRenewKey,
    defineWork,
  ])
    define(command, surroundings, exit);
  return command;
};
