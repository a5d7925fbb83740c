import type { Bilingual } from '../base/bilingual.ts';
import { formatKst } from '../base/clock.ts';
import { plainText } from '../base/plain-text.ts';

/** What the checks about time say to people. */
export const timeCheckText = {
  stamped: (atMs: number, authority: string): Bilingual => ({
    ko: `${plainText(authority)}이(가) ${formatKst(atMs)}에 이 서명을 보았습니다(RFC 3161).`,
    en: `${plainText(authority)} saw this signature at ${formatKst(atMs)} (RFC 3161).`,
  }),
  stampBad: (file: string, problem: Bilingual): Bilingual => ({
    ko: `${file}: ${problem.ko}`,
    en: `${file}: ${problem.en}`,
  }),
  loose: (file: string): Bilingual => ({
    ko: `${file}: 시각 증명에 어떤 서명도 덮지 않는 내용이 있습니다.`,
    en: `${file}: the time stamp carries something that no signature covers.`,
  }),
  stranger: (file: string, issuer: string): Bilingual => ({
    ko: `${file}: 시각 증명 기관(${plainText(issuer)})은 신뢰 목록에 없습니다.`,
    en: `${file}: the time stamping authority (${plainText(issuer)}) is not among the trusted ones.`,
  }),
  noAuthorities: (): Bilingual => ({
    ko: '시각 증명은 있지만 신뢰하는 기관을 정하지 않아 확인하지 못했습니다(`postflight keys trust --tsa`).',
    en: 'There is a time stamp, but no authority is trusted here, so it was not checked (`postflight keys trust --tsa`).',
  }),
  pending: (): Bilingual => ({
    ko: '시각 증명(RFC 3161)을 아직 받지 못했거나 누가 지웠습니다. `postflight archive stamp`로 받으세요.',
    en: 'The time stamp (RFC 3161) is pending, or somebody took it away. Get it with `postflight archive stamp`.',
  }),
  pendingHere: (): Bilingual => ({
    ko: '시각 증명(RFC 3161)을 아직 받지 못했거나, 원장에 적히기 전에 누가 지웠습니다. `postflight archive stamp`로 받으세요.',
    en: 'The time stamp (RFC 3161) is pending, or was taken away before the ledger had a line of it. Get it with `postflight archive stamp`.',
  }),
  stampTaken: (file: string): Bilingual => ({
    ko: `${file}: 원장에 적힌 시각 증명(RFC 3161)이 있었는데 지금은 없습니다. 누가 지우거나 바꾸었습니다.`,
    en: `${file} had a time stamp (RFC 3161) that stands in the ledger, and has it no more: somebody took it away or put another in its place.`,
  }),
  noTrustedTime: (): Bilingual => ({
    ko: '믿을 수 있는 시각 증명(RFC 3161)이 없습니다: 이 보관함에는 시각 증명 기관이 설정되어 있지 않았습니다. 보고서의 시각은 서명한 쪽의 말입니다.',
    en: 'There is no trusted time (RFC 3161): no authority was set up for this archive. The times in the report are the signer’s word.',
  }),
  oldForm: (): Bilingual => ({
    ko: '믿을 수 있는 시각 증명(RFC 3161)이 없습니다. 예전 형식의 보고서이며, 그 시각은 서명한 쪽의 말입니다.',
    en: 'There is no trusted time (RFC 3161): a report of an earlier form, whose times are the signer’s word. It counts as verified without it.',
  }),
  keyTooEarly: (keyId: string, start: string, at: string): Bilingual => ({
    ko: `키 ${keyId}은(는) ${start}부터 유효한데 보고서는 그보다 먼저(${at})입니다.`,
    en: `The key ${keyId} is valid from ${start}, but the report is older (${at}).`,
  }),
  keyEnded: (keyId: string, end: string, at: string): Bilingual => ({
    ko: `키 ${keyId}은(는) ${end}에 끝났는데 보고서는 그 뒤(${at})의 것입니다.`,
    en: `The key ${keyId} ended at ${end}, but the report is later (${at}).`,
  }),
  keyRevoked: (keyId: string, reason: string): Bilingual => ({
    ko: `키 ${keyId}은(는) 폐기되었습니다(${plainText(reason)}). 시각 증명이 없으므로 폐기 전에 서명되었다고 볼 수 없습니다.`,
    en: `The key ${keyId} is revoked (${plainText(reason)}). Without a trusted time nothing shows that it signed before that.`,
  }),
  keyEndUnproven: (keyId: string, end: string): Bilingual => ({
    ko: `키 ${keyId}은(는) ${end}에 끝났습니다. 보고서는 그 전이라고 적었지만 믿을 수 있는 시각 증명이 없어 확인할 수 없습니다.`,
    en: `The key ${keyId} ended at ${end}. The report says it is older, but without trusted time nobody can tell.`,
  }),
  timesReversed: (opened: string, closed: string): Bilingual => ({
    ko: `진술의 시각이 맞지 않습니다: ${plainText(opened)}에 시작해 ${plainText(closed)}에 끝났다고 합니다.`,
    en: `The statement's times do not fit: opened ${plainText(opened)}, closed ${plainText(closed)}.`,
  }),
  inTheFuture: (closed: string, nowMs: number): Bilingual => ({
    ko: `보고서는 ${plainText(closed)}에 끝났다고 하는데 이 컴퓨터의 시각은 ${formatKst(nowMs)}입니다: 둘 중 한 시계가 틀렸습니다.`,
    en: `The report says it ended ${plainText(closed)}, and here it is ${formatKst(nowMs)}: one of the two clocks is wrong.`,
  }),
  stampedBefore: (closed: string, atMs: number): Bilingual => ({
    ko: `시각 증명(${formatKst(atMs)})이 보고서가 끝났다는 ${plainText(closed)}보다 먼저입니다.`,
    en: `The time stamp (${formatKst(atMs)}) is older than the end that the report tells (${plainText(closed)}).`,
  }),
  stampedLate: (closed: string, atMs: number): Bilingual => ({
    ko: `보고서는 ${plainText(closed)}에 끝났다고 하지만 시각 증명은 하루가 넘게 지난 ${formatKst(atMs)}의 것입니다. 그때 있었다는 것만 확인됩니다(소급 작성일 수 있음).`,
    en: `The report says it ended ${plainText(closed)}, but its time stamp is more than a day later (${formatKst(atMs)}): only that it existed then is proven. It may be back-dated.`,
  }),
} as const;
