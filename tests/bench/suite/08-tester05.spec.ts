import { coupTests } from './coup.ts';
import { custTests } from './cust.ts';
import { mypgTests } from './mypg.ts';

// These sections use the same account, so they stay in one file: with two workers they still run one after the other.
coupTests();
mypgTests();
custTests();
