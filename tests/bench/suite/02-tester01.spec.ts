import { liveTests } from './live.ts';
import { prodTests } from './prod.ts';

// These sections use the same account, so they stay in one file: with two workers they still run one after the other.
liveTests();
prodTests();
