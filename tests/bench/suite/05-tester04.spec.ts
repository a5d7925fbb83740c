// These sections use the same account, so they stay in one file: with two workers they still run one after the other.
import './memb.ts';
import './amnt.ts';
