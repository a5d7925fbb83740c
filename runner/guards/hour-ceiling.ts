import { formatWon } from '../base/money.ts';
import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { text } from './route-text.ts';

/** A loop that starts run after run stays within each run's ceiling; the hour's ceiling bounds all of them together. */
export const hourCeiling = defineGuard({
  name: 'hour-ceiling',
  layer: 'L6',
  summary: text.hourSummary(),
  appliesTo({ target }) {
    const { hourKrw = null, hourCount = null } = target.gateway?.ceilings ?? {};
    return hourKrw === null && hourCount === null ? { applies: false, reason: text.hourNotSet() } : { applies: true };
  },
  onIntent({ amountKrw }, { target, book }) {
    const { hourKrw = null, hourCount = null } = target.gateway?.ceilings ?? {};
    const { attemptedKrw, count } = book.hour;
    if (hourKrw !== null && attemptedKrw + amountKrw > hourKrw) {
      const facts = { amount: formatWon(amountKrw), attempted: formatWon(attemptedKrw), ceiling: formatWon(hourKrw) };
      return refuse(text.overHourCeiling(facts), { money: true });
    }
    if (hourCount !== null && count + 1 > hourCount)
      return refuse(text.overHourCount({ count, ceiling: hourCount }), { money: true });
    return allowed;
  },
});
