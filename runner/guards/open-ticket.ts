import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { text } from './route-text.ts';

/** Money that is not back yet comes before any new payment. */
export const openTicket = defineGuard({
  name: 'open-ticket',
  layer: 'L8',
  summary: text.ticketSummary(),
  onIntent(_intent, { book }) {
    if (book.openTickets.length === 0) return allowed;
    return refuse(text.ticketOpen({ tickets: book.openTickets.join(', ') }), { money: false });
  },
});
