import { Type } from 'typebox';
import { parseDuration } from '../base/duration.ts';
import { Duration, keyRules } from '../model/marks.ts';
import { NeedsPerson, StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { text } from './text.ts';

export const manual = defineVerb({
  name: 'manual',
  summary: { ko: '사람이 보고 답한다.', en: 'Asks a person to look and answer.' },
  effect: 'look',
  args: Type.Object(
    {
      instruction: Type.String({ minLength: 1, description: 'What the person does or looks at' }),
      expected: Type.Optional(Type.String({ description: 'What the person should see' })),
      timeout: Type.Optional(Duration),
    },
    keyRules({}),
  ),
  shorthand: 'instruction',
  example: 'manual: 로고가 새 로고인가요?',
  async run(world, args) {
    const asked = args.timeout === undefined ? null : parseDuration(args.timeout);
    const left = world.remainingMs();
    const timeoutMs = asked === null ? left : Math.min(asked, left);
    const answer = await world.person.ask({
      instruction: args.instruction,
      expected: args.expected ?? null,
      timeoutMs,
    });
    if (answer.kind === 'nobody') throw new NeedsPerson(answer.message);
    if (answer.answer === 'passed') return;
    const { person, observed } = answer;
    throw new StepFailure(text.personSaysNo({ person, instruction: args.instruction, observed }), {
      ...(args.expected === undefined ? {} : { expected: args.expected }),
      observed,
    });
  },
});
