import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules, templated } from '../model/marks.ts';
import { defineVerb } from '../model/verb.ts';
import { actOn } from './act.ts';

export const check = defineVerb({
  name: 'check',
  summary: { ko: '체크박스나 라디오를 켜거나 끈다.', en: 'Ticks a checkbox or radio, or unticks it.' },
  effect: 'touch',
  args: Type.Object(
    { ...locatorProperties, checked: Type.Optional(templated(Type.Boolean({ description: 'default true' }))) },
    keyRules({ locator: 'required' }),
  ),
  shorthand: 'name',
  example: 'check: 전체 동의',
  async run(world, args) {
    const checked = args.checked ?? true;
    await actOn(world, args, { ready: 'usable', act: (locator, timeout) => locator.setChecked(checked, { timeout }) });
  },
});
