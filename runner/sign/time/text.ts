import type { Bilingual } from '../../base/bilingual.ts';
import { plainText } from '../../base/plain-text.ts';

/** What trusted time (RFC 3161) says to people. Servers' and certificates' words are made plain first. */
export const timeText = {
  tooLarge: (bytes: number): Bilingual => ({
    ko: `시각 증명이 너무 큽니다 (${bytes}바이트).`,
    en: `The time stamp is too large (${bytes} bytes).`,
  }),
  malformed: (what: string): Bilingual => ({
    ko: `시각 증명(RFC 3161)의 형식이 맞지 않습니다: ${plainText(what)}.`,
    en: `The time stamp is no strict RFC 3161 answer: ${plainText(what)}.`,
  }),
  otherImprint: (): Bilingual => ({
    ko: '시각 증명이 이 서명의 것이 아닙니다.',
    en: 'The time stamp is not one over this signature.',
  }),
  otherNonce: (): Bilingual => ({
    ko: '시각 증명 서버가 우리가 보낸 nonce를 돌려주지 않았습니다(오래된 응답일 수 있음).',
    en: 'The authority did not repeat our nonce, so its answer may be an old one.',
  }),
  noChain: (subject: string): Bilingual => ({
    ko: `시각 증명 인증서(${plainText(subject)})가 그 시각에 신뢰하는 기관으로 이어지지 않습니다.`,
    en: `The authority's certificate (${plainText(subject)}) does not lead to a trusted one that was valid at the time.`,
  }),
  notPinned: (issuer: string): Bilingual => ({
    ko: `시각 증명 기관(${plainText(issuer)})을 신뢰하지 않습니다. \`postflight keys trust --tsa <인증서 PEM>\`으로 등록하세요.`,
    en: `The time stamping authority (${plainText(issuer)}) is not trusted. Pin it with \`postflight keys trust --tsa <certificates.pem>\`.`,
  }),
  unknownAlgorithm: (names: string): Bilingual => ({
    ko: `시각 증명의 알고리즘을 쓸 수 없습니다: ${names}.`,
    en: `The time stamp uses an algorithm that is not accepted: ${names}.`,
  }),
  badSignature: (): Bilingual => ({
    ko: '시각 증명의 서명이 맞지 않습니다.',
    en: "The time stamp's own signature does not hold.",
  }),
  otherCertificate: (): Bilingual => ({
    ko: '시각 증명이 다른 인증서를 가리킵니다.',
    en: 'The time stamp names another certificate than the one that signed it.',
  }),
  otherPurpose: (): Bilingual => ({
    ko: '인증서의 용도가 시각 증명 하나로 제한되어 있지 않습니다(critical extendedKeyUsage timeStamping).',
    en: 'The certificate is not meant for time stamping alone (critical extendedKeyUsage timeStamping).',
  }),
  farClock: (genTimeMs: number): Bilingual => ({
    ko: `시각 증명의 시각(${new Date(genTimeMs).toISOString()})이 이 컴퓨터의 시계와 15분 넘게 다릅니다.`,
    en: `The authority's time (${new Date(genTimeMs).toISOString()}) is more than 15 minutes from this machine's clock.`,
  }),
  httpStatus: (status: number): Bilingual => ({
    ko: `HTTP ${status}로 답했습니다.`,
    en: `It answered with HTTP ${status}.`,
  }),
  unreachable: (why: string): Bilingual => ({
    ko: `닿지 않습니다 (${plainText(why)}).`,
    en: `It cannot be reached (${plainText(why)}).`,
  }),
  authorityFailed: (url: string, problem: Bilingual): Bilingual => ({
    ko: `시각 증명 서버 ${plainText(url)}: ${problem.ko}`,
    en: `Time stamping authority ${plainText(url)}: ${problem.en}`,
  }),
  rootMalformed: (problem: string): Bilingual => ({
    ko: `신뢰하는 시각 증명 기관 목록(trusted-root.json)의 형식이 맞지 않습니다: ${problem}.`,
    en: `The list of trusted time stamping authorities (trusted-root.json) is malformed: ${problem}.`,
  }),
  noCertificate: (): Bilingual => ({
    ko: '읽을 수 있는 X.509 인증서가 없습니다.',
    en: 'There is no readable X.509 certificate.',
  }),
} as const;
