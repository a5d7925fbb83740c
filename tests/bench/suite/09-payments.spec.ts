// Stock and sales are everybody's, and the payment above the limit is only tried after an ordinary one and its cancellation:
// everything that pays stays in one file, in this order.
import './ordr.ts';
import './cncl.ts';
import './back.ts';
import './limt.ts';
