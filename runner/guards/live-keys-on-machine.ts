import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { declaredPayments } from './declared-payments.ts';
import { text } from './route-text.ts';

/** A live key in a file beside the checklist is one `source .env` away from a charge. */
export const liveKeysOnMachine = defineGuard({
  name: 'live-keys-on-machine',
  layer: 'L9',
  summary: text.machineSummary(),
  onLoad(plan, { machine }) {
    const [first] = machine.liveKeys;
    if (first !== undefined) return refuse(text.machineHolds(first), { money: true });
    const [file] = machine.unread;
    // A run that pays nothing is not stopped by a file that nobody could read.
    if (file === undefined || declaredPayments(plan).length === 0) return allowed;
    return refuse(text.machineUnread({ file, count: machine.unread.length }), { money: false });
  },
});
