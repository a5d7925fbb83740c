const digits = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'] as const;
const places = ['', '십', '백', '천'] as const;
const groups = ['', '만', '억', '조', '경'] as const;

/** `이억삼천사백만` for 234,000,000: amounts on Korean forms are also written out, so that no digit can be lost. */
export function wonInWords(krw: bigint): string {
  if (krw === 0n) return '영';
  const words: string[] = [];
  let rest = krw;
  for (const group of groups) {
    const four = Number(rest % 10_000n);
    rest /= 10_000n;
    if (four > 0) words.unshift(`${fourInWords(four)}${group}`);
  }
  return words.join('');
}

function fourInWords(four: number): string {
  return Array.from(String(four))
    .map((digit, index, all) =>
      digit === '0' ? '' : `${digits[Number(digit)] ?? ''}${places[all.length - 1 - index] ?? ''}`,
    )
    .join('');
}
