import type { Bilingual } from '../base/bilingual.ts';
import { formatKrw } from '../base/money.ts';
import type { TicketState } from '../model/money-event.ts';

/** What the report says about money that stands open, guards, network and canaries. */
export const moneyText = {
  standing: {
    ko: '먼저 볼 것: 이 대상에 열려 있는 돈 문제',
    en: 'First: money matters that stand open on this target',
  },
  standingCalm: { ko: '해제된 결제 중지', en: 'Halts that were lifted' },
  halted: { ko: '결제 중지', en: 'Payments halted' },
  haltNext: {
    ko: '사람이 까닭을 확인하고 해제할 때까지 이 대상에서는 결제 단계가 실행되지 않습니다.',
    en: 'No payment step runs on this target until a person has looked and lifts it.',
  },
  lifted: { ko: '해제됨', en: 'Lifted' },
  openTicket: { ko: '환불 티켓', en: 'Refund ticket' },
  openedHere: { ko: '이 실행에서 열림', en: 'opened by this run' },
  incomplete: { ko: 'PG 필수 항목이 비어 있음', en: 'lacks what the gateway requires' },
  mailUnsent: { ko: '메일을 아직 보내지 못함', en: 'mail not sent yet' },
  mailNone: { ko: '알림 메일 없음', en: 'no mail was sent' },
  mailSent: { ko: '메일 보냄', en: 'mail sent' },
  order: { ko: '주문', en: 'order' },
  guards: { ko: '돈을 지키는 안전장치', en: 'What stood between this run and money' },
  layer: { ko: '층', en: 'Layer' },
  state: { ko: '상태', en: 'State' },
  reason: { ko: '이유', en: 'Reason' },
  guardStates: {
    armed: { ko: '작동 중', en: 'armed' },
    tripped: { ko: '막음', en: 'tripped' },
    'not-applicable': { ko: '해당 없음', en: 'not applicable' },
  },
  network: { ko: '네트워크: 막은 요청과 목록에 없는 요청', en: 'Network: refused and unlisted requests' },
  compared: { ko: '네트워크 기록 비교', en: 'Network records compared' },
  notCompared: {
    ko: '실행이 끝까지 가지 않아 네트워크 기록을 비교하지 못했습니다.',
    en: 'The run did not come to its end, so its network records were not compared.',
  },
  by: {
    proxy: { ko: '프록시가 막음', en: 'refused by the proxy' },
    fetch: { ko: '브라우저에서 막음', en: 'refused in the browser' },
    recorded: { ko: '내보내고 기록함', en: 'let out and recorded' },
  },
  host: { ko: '호스트', en: 'Host' },
  listed: { ko: '목록에 있음', en: 'Listed' },
  byProxy: { ko: '프록시가 본 수', en: 'Seen by the proxy' },
  byListeners: { ko: '브라우저가 본 수', en: 'Seen in the browser' },
  yes: { ko: '예', en: 'yes' },
  no: { ko: '아니요', en: 'no' },
  count: { ko: '횟수', en: 'Count' },
  result: { ko: '처리', en: 'Outcome' },
  canaries: { ko: '카나리아 증명', en: 'Canary proofs' },
  proof: { ko: '증명', en: 'Proof' },
  renderOnly: {
    ko: '결제하지 않음: 화면만 확인(시험 결제 통로가 없는 대상)',
    en: 'Not paid: shown only, this target has no sandbox lane',
  },
  canaryStates: {
    made: { ko: '만들어짐, 쓰지 않음', en: 'made, not used' },
    used: { ko: '한 번 쓰임', en: 'used once' },
    void: { ko: '무효', en: 'void' },
  },
  ticketStates: {
    DRAFT: { ko: '초안', en: 'draft' },
    OPEN: { ko: '아무도 맡지 않음', en: 'nobody has taken it' },
    ACKED: { ko: '담당자 있음, 접수 전', en: 'taken, not handed in' },
    SUBMITTED: { ko: 'PG 접수됨', en: 'handed to the gateway' },
    PG_CONFIRMED: { ko: 'PG가 취소했다고 함, 확인 전', en: 'gateway says cancelled, not verified' },
    VERIFIED: { ko: '취소 확인됨, 닫기 전', en: 'cancellation verified, not closed' },
    CLOSED: { ko: '닫힘', en: 'closed' },
    NOTED: { ko: '기록', en: 'note' },
  } satisfies { readonly [S in TicketState]: Bilingual },
} as const;

/** `200,000,000원 / KRW 200,000,000` from the journal's digits; what is no amount is told as it is. */
export function amountText(krw: string): Bilingual {
  if (!/^\d{1,20}$/.test(krw))
    return { ko: krw === '' ? '금액 미확인' : krw, en: krw === '' ? 'amount not known' : krw };
  const digits = formatKrw(BigInt(krw));
  return { ko: `${digits}원`, en: `KRW ${digits}` };
}

/** What whoever has looked types; a target's name never needs quotes. */
export function liftCommand(target: string): Bilingual {
  return {
    ko: `postflight halt lift --target ${target} --person 이름 --reason "이유"`,
    en: `postflight halt lift --target ${target} --person NAME --reason "REASON"`,
  };
}
