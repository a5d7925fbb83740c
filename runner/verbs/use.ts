import { Type } from 'typebox';
import { Actions, Expectations, FlowName, keyRules } from '../model/marks.ts';
import { defineVerb } from '../model/verb.ts';
import { Values } from './schema.ts';

export const use = defineVerb({
  name: 'use',
  summary: { ko: 'flows/의 흐름을 그대로 쓴다.', en: 'Runs a flow from flows/ with parameters.' },
  effect: 'touch',
  args: Type.Object(
    {
      flow: FlowName,
      with: Type.Optional(Values),
      do: Type.Optional(Actions),
      expect: Type.Optional(Expectations),
    },
    keyRules({ filled: ['do', 'expect'] }),
  ),
  shorthand: 'flow',
  example: 'use: { flow: login, with: { id: tester01 } }',
  async run(world, args) {
    const scope = { variables: world.variables.child(args.with ?? {}) };
    await world.perform(args.do ?? [], scope);
    await world.verify(args.expect ?? [], scope);
  },
});
