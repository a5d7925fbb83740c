import type { Bilingual } from '../base/bilingual.ts';

/** What this folder says to people while a checklist runs. Diagnostics of files are English, as compilers are. */
export const texts = {
  expressionFailed: (facts: { readonly expression: string; readonly why: string }): Bilingual => ({
    ko: `표현식 ${facts.expression} 을(를) 계산할 수 없습니다: ${facts.why}`,
    en: `The expression ${facts.expression} could not be computed: ${facts.why}`,
  }),
  expressionEmpty: (facts: { readonly expression: string }): Bilingual => ({
    ko: `\${${facts.expression}} 에 값이 없습니다.`,
    en: `\${${facts.expression}} has no value here.`,
  }),
  secretMissing: (facts: { readonly name: string }): Bilingual => ({
    ko: `비밀 값 ${facts.name} 이(가) 없습니다. 환경 변수 POSTFLIGHT_SECRET_${facts.name} 을(를) 설정하세요.`,
    en: `The secret ${facts.name} is missing. Set the environment variable POSTFLIGHT_SECRET_${facts.name}.`,
  }),
  templateWrong: (facts: { readonly text: string; readonly why: string }): Bilingual => ({
    ko: `"${facts.text}" 을(를) 읽을 수 없습니다: ${facts.why}`,
    en: `"${facts.text}" cannot be read: ${facts.why}`,
  }),
  argumentsWrong: (facts: { readonly word: string; readonly why: string }): Bilingual => ({
    ko: `값을 채운 뒤 "${facts.word}" 의 인수가 올바르지 않습니다: ${facts.why}`,
    en: `With its values filled in, the arguments of "${facts.word}" are wrong: ${facts.why}`,
  }),
} as const;
