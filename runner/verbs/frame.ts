import { Type } from 'typebox';
import { Actions, Expectations, keyRules, LocatorArg } from '../model/marks.ts';
import { defineVerb } from '../model/verb.ts';
import { ready } from './act.ts';

export const frame = defineVerb({
  name: 'frame',
  summary: { ko: 'iframe 안에서 동작하고 확인한다.', en: 'Acts and expects inside an iframe.' },
  effect: 'touch',
  args: Type.Object(
    { locator: LocatorArg, do: Type.Optional(Actions), expect: Type.Optional(Expectations) },
    keyRules({}),
  ),
  shorthand: null,
  example: 'frame: { locator: { title: 배송 조회 }, expect: [ { visible: 배송 중 } ] }',
  async run(world, args) {
    const owner = await ready(world, args.locator, 'present');
    const scope = { root: owner.contentFrame() };
    await world.perform(args.do ?? [], scope);
    await world.verify(args.expect ?? [], scope);
  },
});
