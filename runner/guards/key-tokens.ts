import type { KeySeen } from '../model/guard.ts';

/**
 * Gateway keys as they look in text. Live and test keys differ in one word, and nothing else tells the modes of most
 * gateways apart, so these patterns are the proof (docs/payments.md).
 */
const families = [
  (mode: string) => `(?<![A-Za-z0-9])${mode}_(?:g?[cs]k|ak)_\\w+`,
  (mode: string) => `(?<![A-Za-z0-9])[prs]k_${mode}_\\w+`,
  (mode: string) => `(?<![A-Za-z0-9])cs_${mode}_\\w+`,
  (mode: string) => `(?<![A-Za-z0-9])${mode}_[A-Z0-9]{26,}`,
] as const;

const patterns = {
  live: new RegExp(families.map((family) => family('live')).join('|'), 'g'),
  test: new RegExp(families.map((family) => family('test')).join('|'), 'g'),
} as const;

/** Every gateway key in a text, each prefix once; the key itself is not kept. */
export function findKeys(text: string, where: string): readonly KeySeen[] {
  return (['live', 'test'] as const).flatMap((mode) => {
    const prefixes = new Set([...text.matchAll(patterns[mode])].map(([key]) => prefixOf(key)));
    return [...prefixes].map((prefix) => ({ mode, prefix, where }));
  });
}

/** True when a text holds a live key. */
export function hasLiveKey(text: string): boolean {
  return findKeys(text, '').some((key) => key.mode === 'live');
}

function prefixOf(key: string): string {
  return /^(?:[a-z]+_)+/.exec(key)?.[0] ?? key.slice(0, 5);
}
