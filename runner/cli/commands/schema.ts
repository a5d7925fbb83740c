import { renderSchema } from '../../checklist/editor-schema.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { vocabulary } from '../read-inputs.ts';

/** `postflight schema`: the JSON Schema that editors complete checklists with. */
export const schemaCommand: DefineCommand = (command, surroundings, exit) =>
  command
    .name('schema')
    .description("print the checklist's JSON Schema for editors")
    .action(() => {
      surroundings().terminal.line(renderSchema(vocabulary).trimEnd());
      exit(exitCodes.ok);
    });
