import type { Bilingual } from '../../base/bilingual.ts';

/** What the words of `postflight oncall` say: ack, resolve, serve, pager, renew-key. */
export const wordsText = {
  noPage: (): Bilingual => ({
    ko: '열린 호출이 없습니다. 다른 실행이면 --run을 주세요.',
    en: 'No page is open. Give --run for another run.',
  }),
  noPageOf: ({ run }: { run: string }): Bilingual => ({
    ko: `${run}에 열린 호출이 없습니다.`,
    en: `${run} has no open page.`,
  }),
  nameNeeded: (): Bilingual => ({
    ko: '누구인지 --person에 이름을 주세요.',
    en: 'Say who it is: --person NAME.',
  }),
  howNeeded: (): Bilingual => ({
    ko: '이 명령은 전화나 옆자리에서 들은 말을 기록합니다. --by-voice를 주고, 본인은 받은 링크에서 누르게 하세요.',
    en: 'This records what somebody said on the telephone or in the room: give --by-voice. Whoever has the link presses there.',
  }),
  twoAnswers: (): Bilingual => ({
    ko: '--decline, --hand-over, --rollback 가운데 하나만 주세요.',
    en: 'Give only one of --decline, --hand-over and --rollback.',
  }),
  noSuchPerson: ({ wish, known }: { wish: string; known: string }): Bilingual => ({
    ko: `당직 파일에 없는 사람입니다: ${wish} (있는 사람: ${known})`,
    en: `The on-call file has no such person: ${wish} (people: ${known})`,
  }),
  noted: ({ name, run, headline }: { name: string; run: string; headline: string }): Bilingual => ({
    ko: `기록했습니다: ${name}, 통화로 (${run}) ${headline}`,
    en: `Written down: ${name}, by voice (${run}) ${headline}`,
  }),
  known: ({ name }: { name: string }): Bilingual => ({
    ko: `이미 그렇게 기록되어 있습니다: ${name}`,
    en: `That was written down before: ${name}`,
  }),
  holder: ({ name, at }: { name: string; at: string }): Bilingual => ({
    ko: `맡은 사람: ${name} (${at})`,
    en: `It is with ${name} (${at})`,
  }),
  resolved: ({ run, headline }: { run: string; headline: string }): Bilingual => ({
    ko: `해결로 기록했습니다 (${run}): ${headline}. 호출받은 모두에게 알립니다.`,
    en: `Resolved (${run}): ${headline}. Everybody who was called is told.`,
  }),
  serving: ({ url }: { url: string }): Bilingual => ({
    ko: `호출 확인 페이지: ${url}/a/… (끝내려면 Ctrl+C)`,
    en: `Acknowledge pages: ${url}/a/… (Ctrl+C ends)`,
  }),
  pager: ({ url }: { url: string }): Bilingual => ({
    ko: `호출기: ${url}/ (이 컴퓨터에서만 열립니다. 끝내려면 Ctrl+C)`,
    en: `Pager: ${url}/ (on this machine only; Ctrl+C ends)`,
  }),
  badPort: ({ port }: { port: string }): Bilingual => ({
    ko: `--port에는 0~65535의 정수를 주세요: ${port}`,
    en: `--port takes a whole number from 0 to 65535: ${port}`,
  }),
  renewed: ({ id, old }: { id: string; old: 'keep' | 'forget' }): Bilingual => ({
    ko: `새 키를 만들었습니다: ${id}. ${old === 'keep' ? '이미 보낸 링크는 기한까지 쓸 수 있습니다.' : '이미 보낸 링크는 이제 열리지 않습니다.'}`,
    en: `A new key was made: ${id}. ${old === 'keep' ? 'Links that were sent live out their time.' : 'Links that were sent open nothing any more.'}`,
  }),
} as const;
