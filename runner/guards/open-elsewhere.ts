import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { text } from './route-text.ts';

/** Single flight over all runs of this machine: two payments without an end could be one accident made twice. */
export const openElsewhere = defineGuard({
  name: 'open-elsewhere',
  layer: 'L8',
  summary: text.elsewhereSummary(),
  onIntent(_intent, { book }) {
    const [first] = book.openElsewhere;
    return first === undefined ? allowed : refuse(text.openElsewhere(first), { money: false });
  },
});
