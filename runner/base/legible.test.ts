import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRedactor } from './redact.ts';

/*
 * The other half of hiding: what a report is read for must stay. A price, an order number or a build id that turned into stars is evidence
 * destroyed.
 */
const { text, leaks } = createRedactor(['harbour-lantern-83', 'Nacht!haven "7" <q>&열쇠']);

const honest = [
  '200,000,000원',
  '99,900,000,000원 / 2,147,483,648원 / -1,794,967,296원',
  '9,999,999,999',
  '주문번호 20261122-000123',
  '주문번호: 2026112200012345',
  'HS-20261122-3SC8QW3TRE',
  'tviva202611221615476n82W',
  '상품코드 HS-5401-02 · SKU 8801234567893 · 모델 SM-S921N',
  '쿠폰 WELCOME-2026-1122-A',
  '송장번호 6865-2941-1203',
  'build 2026.11.22-rc.4 (sha 9f8e7d6c5b4a39281706f5e4d3c2b1a098765432)',
  'sha256:9f8e7d6c5b4a39281706f5e4d3c2b1a09876543210fedcba9876543210fedcba',
  'commit 4539718421026318',
  '2026-11-22 00:30:12.123 KST (+09:00)',
  '2026-11-22T00:30:12.000Z',
  '1795308612345',
  '고객센터 1588-1234, 1577-0000',
  'https://shop.example/products/5401?color=red&size=95(M)%20black#review',
  'http://127.0.0.1:41729/api/orders/20261122-000123',
  '계좌이체 2026-11-22 200,000원',
  '국민은행 1588-9999',
  '은행 계좌이체로 결제 20261122-000123',
  '여권 지갑 (M) 49,000원',
  'passport wallet M',
  'account: tester01',
  '사업자등록번호 확인',
  '검색어 %EC%9D%B4%EB%B6%88',
  '<td>1,200</td><td>3,400</td><td>5,600</td>',
  '["1,200","3,400","5,600","7,800"]',
  '10.0.0.1 · 192.168.100.200 · ::1',
  '평점 4.8 (1,234) 5,678',
  '재고 1234 5678 9012 남음',
  'Basic information about the order',
  'The password field is required',
  '인증번호를 입력하세요',
  'expected "₩10,000,000", observed "₩-1,794,967,296"',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
] as const;

for (const same of honest) {
  test(`stays legible: ${same.slice(0, 60)}`, () => {
    assert.equal(text(same), same);
    assert.deepEqual(leaks(same), []);
  });
}

test('every rung of the ladder of amounts stays, however it is written', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 99_900_000_000n }), (amount) => {
      const commas = amount.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
      for (const shown of [`${commas}원`, `₩${commas}`, `${commas} KRW`, `KRW ${amount}`, `{"amount":${amount}}`])
        assert.equal(text(shown), shown);
    }),
  );
});

test('order numbers of a day, run ids and tickets stay, in a sentence, an address and JSON', () => {
  const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 999_999 }), (date, count) => {
      const compact = date.toISOString().slice(0, 10).replaceAll('-', '');
      const order = `${compact}-${String(count).padStart(6, '0')}`;
      const samples = [
        order,
        `주문 ${order} 완료`,
        `/orders/${order}?from=list`,
        `{"orderId":"${order}"}`,
        `RT-${compact}-${count}`,
      ];
      for (const sample of samples) {
        assert.equal(text(sample), sample);
        assert.deepEqual(leaks(sample), []);
      }
    }),
  );
});
