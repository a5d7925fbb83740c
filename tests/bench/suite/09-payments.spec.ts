import { backTests } from './back.ts';
import { cnclTests } from './cncl.ts';
import { limtTests } from './limt.ts';
import { ordrTests } from './ordr.ts';

// Stock and sales are everybody's, and the payment above the limit is only tried after an ordinary one and its cancellation:
// everything that pays stays in one file, in this order.
ordrTests();
cnclTests();
backTests();
limtTests();
