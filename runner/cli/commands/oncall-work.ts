import type { DefineCommand } from '../command.ts';
import { defineWork } from '../oncall/work.ts';

/** `postflight oncall work` alone: this process waits beside every run and loads nothing of what the group's other words need. */
export const onCallWorkCommand: DefineCommand = (command, surroundings, exit) => {
  command.name('oncall').description('the process that pages for one run');
  defineWork(command, surroundings, exit);
  return command;
};
