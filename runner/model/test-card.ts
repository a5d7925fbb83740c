/** A card that a checklist may name. */
export type TestCard = {
  readonly name: string;
  readonly number: string;
  readonly gateways: readonly string[];
  /** What the gateway's test ledger is known to do with it. */
  readonly answer: 'approved' | 'declined';
};

/**
 * The only cards a checklist may name. Each number has a wrong check digit, so no issuer can have given it to a person:
 * a live gateway cannot charge it. The test beside this file holds that for every row.
 */
export const testCards: readonly TestCard[] = [
  { name: 'unissuable-approved', number: '5365100000000000', gateways: ['toss'], answer: 'approved' },
  { name: 'unissuable-over-limit', number: '4330280000000000', gateways: ['toss'], answer: 'declined' },
];

/** The listed card of that name. */
export function findTestCard(name: string): TestCard | undefined {
  return testCards.find((card) => card.name === name);
}

/** True when the check digit fits, which is to say that the number could belong to somebody. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits.at(-1 - place));
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}
