import { Type } from 'typebox';
import { keyRules } from '../model/marks.ts';
import { defineVerb } from '../model/verb.ts';
import { refuseRealCard } from './real-card.ts';

export const dialog = defineVerb({
  name: 'dialog',
  summary: { ko: '다음에 뜰 대화상자에 답할 것을 미리 정한다.', en: 'Declares the next dialog and how to answer it.' },
  effect: 'touch',
  args: Type.Object(
    {
      accept: Type.Union([Type.Boolean(), Type.Literal('accept'), Type.Literal('dismiss')], {
        description: 'true or accept: OK; false or dismiss: Cancel',
      }),
      message: Type.Optional(Type.String({ description: 'What the dialog must contain' })),
      text: Type.Optional(Type.String({ description: 'Typed into a prompt' })),
    },
    keyRules({}),
  ),
  shorthand: 'accept',
  example: 'dialog: accept',
  run(world, args) {
    if (args.text !== undefined) refuseRealCard(world, args.text);
    const accepts = args.accept === true || args.accept === 'accept';
    world.expectDialog({
      action: accepts ? 'accept' : 'dismiss',
      text: args.text ?? null,
      expectMessage: args.message ?? null,
    });
    return Promise.resolve();
  },
});
