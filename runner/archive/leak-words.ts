import type { Bilingual } from '../base/bilingual.ts';
import type { Leak } from '../base/redact.ts';

/** What was found where it must not stand; never the value itself. */
export const leakWords: { readonly [kind in Leak['kind']]: Bilingual } = {
  secret: { ko: '등록된 비밀 값', en: 'a registered secret' },
  'card-number': { ko: '카드 번호로 보이는 숫자', en: 'what reads like a card number' },
  phone: { ko: '전화번호로 보이는 숫자', en: 'what reads like a phone number' },
  'resident-number': { ko: '주민등록번호로 보이는 숫자', en: 'what reads like a resident registration number' },
  passport: { ko: '여권번호', en: 'a passport number' },
  'driver-licence': { ko: '운전면허번호로 보이는 숫자', en: 'what reads like a driver licence number' },
  'business-number': { ko: '사업자등록번호', en: 'a business registration number' },
  account: { ko: '은행 계좌번호', en: 'a bank account number' },
  'e-mail': { ko: '전자우편 주소', en: 'an e-mail address' },
  token: { ko: '토큰이나 암호로 보이는 값', en: 'what reads like a token or password' },
};
