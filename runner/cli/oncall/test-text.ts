import type { Bilingual } from '../../base/bilingual.ts';
import { formatKst } from '../../base/clock.ts';
import type { Delivery, Reached } from '../../model/channel.ts';

/** What `postflight oncall test` says. Accepted is the provider's word; nobody is called reached by it. */
export const testText = {
  noOnCall: (): Bilingual => ({
    ko: '이 폴더의 대상에는 on-call 파일이 없습니다. 대상 파일에 "on-call: ../on-call/이름.yaml" 을 적으십시오.',
    en: 'No target of this folder has an on-call file; write "on-call: ../on-call/NAME.yaml" into the target.',
  }),
  noChannel: ({ channel, hint }: { channel: string; hint: string }): Bilingual => ({
    ko: `"${channel}"이라는 채널이 없습니다. ${hint}`,
    en: `There is no channel "${channel}". ${hint}`,
  }),
  noPerson: ({ person, hint }: { person: string; hint: string }): Bilingual => ({
    ko: `"${person}"이라는 사람이 없습니다. ${hint}`,
    en: `There is nobody called "${person}". ${hint}`,
  }),
  badWait: ({ wait }: { wait: string }): Bilingual => ({
    ko: `--wait 은 0에서 999까지의 초입니다: ${wait}`,
    en: `--wait takes seconds from 0 to 999: ${wait}`,
  }),
  asNeedsDryRun: (): Bilingual => ({
    ko: '--as 는 --dry-run 과 함께만 씁니다. 지어낸 호출을 실제로 보내지 않습니다.',
    en: '--as goes with --dry-run only: a made-up page is never sent.',
  }),
  notCarried: ({ channel, kind }: { channel: string; kind: string }): Bilingual => ({
    ko: `– ${channel}: "${kind}" 알림을 보내지 않는 채널입니다.`,
    en: `– ${channel}: carries no "${kind}"`,
  }),
  file: ({ title, target }: { title: string; target: string }): Bilingual => ({
    ko: `${title} (대상 ${target})`,
    en: `${title} (target ${target})`,
  }),
  notOpened: (): Bilingual => ({ ko: '열지 못했습니다.', en: 'it could not be opened' }),
  closed: ({ channel, why }: { channel: string; why: Bilingual }): Bilingual => ({
    ko: `✕ ${channel}: 쓸 수 없습니다 — ${why.ko}`,
    en: `✕ ${channel}: cannot be used — ${why.en}`,
  }),
  nobody: ({ channel }: { channel: string }): Bilingual => ({
    ko: `– ${channel}: 이 채널에 주소가 있는 사람이 없어 보내지 않았습니다.`,
    en: `– ${channel}: nobody has an address there; nothing was sent`,
  }),
  wouldSend: ({ channel, name }: { channel: string; name: string }): Bilingual => ({
    ko: `▢ ${channel} → ${name}: 보낼 요청 (보내지 않음, 비밀 값은 ***)`,
    en: `▢ ${channel} → ${name}: what would be sent (nothing was; secrets are ***)`,
  }),
  proved: ({ channel, kind, delivery }: { channel: string; kind: string; delivery: Delivery }): Bilingual => ({
    ko: `${sign(delivery)} ${channel} (${kind}): ${outcome(delivery).ko}`,
    en: `${sign(delivery)} ${channel} (${kind}): ${outcome(delivery).en}`,
  }),
  sent: (facts: Sent): Bilingual => ({
    ko: `${sign(facts.delivery)} ${facts.channel} → ${facts.name} (${facts.address}): ${outcome(facts.delivery).ko} · ${facts.tookMs} ms`,
    en: `${sign(facts.delivery)} ${facts.channel} → ${facts.name} (${facts.address}): ${outcome(facts.delivery).en} · ${facts.tookMs} ms`,
  }),
  level: ({ receipt, gives }: { receipt: Reached | null; gives: boolean }): Bilingual => {
    if (receipt !== null) {
      const at = formatKst(Date.parse(receipt.at));
      return {
        ko: `  증거: ${levels[receipt.level].ko} ${at} ${receipt.detail}`.trimEnd(),
        en: `  proof: ${levels[receipt.level].en} ${at} ${receipt.detail}`.trimEnd(),
      };
    }
    return gives
      ? {
          ko: '  증거: 접수까지. 도착 확인은 아직 없습니다. 전화기를 보십시오.',
          en: '  proof: accepted. No receipt yet; look at the telephone',
        }
      : {
          ko: '  증거: 접수까지. 이 서비스는 도착을 알려 주지 않습니다. 전화기를 보십시오.',
          en: '  proof: accepted. This provider gives no receipts; look at the telephone',
        };
  },
  undelivered: ({ detail }: Reached): Bilingual => ({
    ko: `접수되었으나 도착하지 못했습니다: ${detail}`,
    en: `it was accepted and did not arrive: ${detail}`,
  }),
  closedAgain: ({ delivery }: { delivery: Delivery }): Bilingual => ({
    ko: `  시험 호출 닫기: ${outcome(delivery).ko}`,
    en: `  closing the test: ${outcome(delivery).en}`,
  }),
} as const;

type Sent = {
  readonly channel: string;
  readonly name: string;
  readonly address: string;
  readonly delivery: Delivery;
  readonly tookMs: number;
};

const levels: { readonly [L in Reached['level']]: Bilingual } = {
  delivered: { ko: '도착함', en: 'delivered' },
  opened: { ko: '열어 봄', en: 'opened' },
  acknowledged: { ko: '확인함', en: 'acknowledged' },
  failed: { ko: '도착 실패', en: 'not delivered' },
};

function sign({ kind }: Delivery): string {
  return kind === 'accepted' ? '✓' : '✕';
}

function outcome(delivery: Delivery): Bilingual {
  if (delivery.kind !== 'accepted')
    return delivery.kind === 'retry'
      ? { ko: `지금은 안 됨 — ${delivery.why.ko}`, en: `not now — ${delivery.why.en}` }
      : { ko: `거절됨 — ${delivery.why.ko}`, en: `refused — ${delivery.why.en}` };
  const status = delivery.httpStatus === null ? '' : ` HTTP ${delivery.httpStatus}`;
  const id = delivery.providerId === null ? '' : ` id ${delivery.providerId}`;
  const answer = delivery.answer === '' ? '' : ` "${delivery.answer}"`;
  return { ko: `접수됨${status}${id}${answer}`, en: `accepted${status}${id}${answer}` };
}
