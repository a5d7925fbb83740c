import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { actOn } from './act.ts';
import { look } from '../page/look.ts';
import { text } from './text.ts';

export const select = defineVerb({
  name: 'select',
  summary: { ko: '선택 상자에서 항목을 고른다.', en: 'Chooses an option of a select box.' },
  effect: 'touch',
  args: Type.Object(
    {
      ...locatorProperties,
      option: Type.Optional(Type.String({ description: 'What the option says' })),
      value: Type.Optional(Type.String({ description: 'The value behind the option' })),
    },
    keyRules({ locator: 'required', exactlyOne: [['option', 'value']] }),
  ),
  shorthand: null,
  example: 'select: { label: 색상, option: 아이보리 }',
  async run(world, args) {
    const wanted = args.option ?? args.value;
    if (wanted === undefined) throw new StepFailure(text.oneOf({ keys: ['option', 'value'] }));
    const choice = args.option === undefined ? { value: wanted } : { label: wanted };
    try {
      await actOn(world, args, {
        ready: 'usable',
        act: async (locator, timeout) => {
          await locator.selectOption(choice, { timeout });
        },
      });
    } catch (error) {
      if (!(error instanceof StepFailure) || error.detail?.includes('did not find some options') !== true) throw error;
      const seen = await look(world.locate(args), { text: true });
      const observed = seen.elements[0]?.text.trim().replace(/\s+/g, ' ') ?? '';
      throw new StepFailure(text.noOption({ what: world.describe(args), option: wanted }), {
        expected: wanted,
        observed,
        detail: error.detail,
        cause: error,
      });
    }
  },
});
