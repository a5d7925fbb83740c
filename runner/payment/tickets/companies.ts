import type { Bilingual } from '../../base/bilingual.ts';

type Names = { readonly [code: string]: Bilingual };

/** Card companies by Toss Payments' two-digit codes (docs.tosspayments.com, "카드사 코드"). */
const toss: Names = {
  '3K': { ko: '기업비씨카드', en: 'IBK BC Card' },
  '46': { ko: '광주은행', en: 'Kwangju Bank' },
  '71': { ko: '롯데카드', en: 'Lotte Card' },
  '30': { ko: 'KDB산업은행', en: 'Korea Development Bank' },
  '31': { ko: 'BC카드', en: 'BC Card' },
  '51': { ko: '삼성카드', en: 'Samsung Card' },
  '38': { ko: '새마을금고', en: 'MG Community Credit' },
  '41': { ko: '신한카드', en: 'Shinhan Card' },
  '62': { ko: '신협', en: 'Shinhyup' },
  '36': { ko: '씨티카드', en: 'Citi Card' },
  '33': { ko: '우리BC카드(BC 매입)', en: 'Woori BC Card (acquired by BC)' },
  W1: { ko: '우리카드(우리 매입)', en: 'Woori Card' },
  '37': { ko: '우체국예금보험', en: 'Korea Post' },
  '39': { ko: '저축은행중앙회', en: 'Savings Banks' },
  '35': { ko: '전북은행', en: 'Jeonbuk Bank' },
  '42': { ko: '제주은행', en: 'Jeju Bank' },
  '15': { ko: '카카오뱅크', en: 'KakaoBank' },
  '3A': { ko: '케이뱅크', en: 'K bank' },
  '24': { ko: '토스뱅크', en: 'Toss Bank' },
  '21': { ko: '하나카드', en: 'Hana Card' },
  '61': { ko: '현대카드', en: 'Hyundai Card' },
  '11': { ko: 'KB국민카드', en: 'KB Kookmin Card' },
  '91': { ko: 'NH농협카드', en: 'NH NongHyup Card' },
  '34': { ko: 'Sh수협은행', en: 'Suhyup Bank' },
};

const gateways: Names = {
  toss: { ko: '토스페이먼츠', en: 'Toss Payments' },
  nice: { ko: '나이스페이먼츠', en: 'NICE Payments' },
  inicis: { ko: 'KG이니시스', en: 'KG Inicis' },
};

/** The name behind a gateway's code for a card company; null for a code that is not in its table. */
export function companyName(gateway: string, code: string | null): Bilingual | null {
  return gateway === 'toss' && code !== null ? (toss[code] ?? null) : null;
}

/** What people call the gateway. */
export function gatewayName(kind: string): Bilingual {
  return gateways[kind] ?? { ko: kind, en: kind };
}
