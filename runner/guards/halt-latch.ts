import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { text } from './route-text.ts';

/** After a money alarm the cause is still there; only a person who has looked may open the way again. */
export const haltLatch = defineGuard({
  name: 'halt-latch',
  layer: 'L8',
  summary: text.haltSummary(),
  onIntent(_intent, { book }) {
    const [first] = book.halts;
    return first === undefined ? allowed : refuse(text.halted(first), { money: false });
  },
});
