import type { Step } from '../model/checklist.ts';
import type { RunEvent } from '../model/event.ts';
import type { PersonAnswer, PersonDesk } from '../model/verb.ts';
import type { FromDriver } from './driver-protocol.ts';

/** The driver's side of asking a person: the supervisor has the terminal. */
export type Questions = {
  desk(step: Step, record: (event: RunEvent) => void): PersonDesk;
  answer(question: number, answer: PersonAnswer): void;
  /** Gives every question that still waits this answer. */
  giveUp(answer: PersonAnswer): void;
};

export function askSupervisor(send: (message: FromDriver) => void): Questions {
  const waiting = new Map<number, (answer: PersonAnswer) => void>();
  let asked = 0;
  return {
    desk: (step, record) => ({
      async ask({ instruction, expected, timeoutMs }) {
        const question = (asked += 1);
        record({ kind: 'person.asked', step: step.id, instruction });
        const answer = await new Promise<PersonAnswer>((resolve) => {
          waiting.set(question, resolve);
          send({ kind: 'ask', question, step: step.id, instruction, expected, timeoutMs });
        });
        waiting.delete(question);
        if (answer.kind === 'answered') record({ ...answer, kind: 'person.answered', step: step.id });
        return answer;
      },
    }),
    answer: (question, answer) => waiting.get(question)?.(answer),
    giveUp(answer) {
      for (const give of waiting.values()) give(answer);
    },
  };
}
