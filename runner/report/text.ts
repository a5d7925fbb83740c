import type { Bilingual } from '../base/bilingual.ts';
import type { Status, Verdict } from '../model/outcome.ts';

type Ids = readonly string[];

/** What the report's data says in words: the verdict's sentences, and ends concluded from missing events. */
export const text = {
  passedOf: ({ passed, total }: { passed: number; total: number }): Bilingual => ({
    ko: `계획한 ${total}단계 중 ${passed}단계가 통과했습니다.`,
    en: `${passed} of ${total} planned steps passed.`,
  }),
  moneyGuards: (guards: Ids): Bilingual => ({
    ko: `돈을 지키는 안전장치가 작동했습니다: ${some(guards, 'ko')}.`,
    en: `A money guard tripped: ${some(guards, 'en')}.`,
  }),
  failed: (ids: Ids): Bilingual => ({
    ko: `실패 ${ids.length}건: ${some(ids, 'ko')}.`,
    en: `${ids.length} failed: ${some(ids, 'en')}.`,
  }),
  flakyFails: (ids: Ids): Bilingual => ({
    ko: `불안정 ${ids.length}건(이 점검표에서는 실패로 봄): ${some(ids, 'ko')}.`,
    en: `${ids.length} flaky, which this checklist counts as failed: ${some(ids, 'en')}.`,
  }),
  flakyDoubt: (ids: Ids): Bilingual => ({
    ko: `불안정 ${ids.length}건(다시 하니 통과, 사람이 판단해야 함): ${some(ids, 'ko')}.`,
    en: `${ids.length} flaky (passed only on confirmation; a person must judge): ${some(ids, 'en')}.`,
  }),
  flakyAllowed: (ids: Ids): Bilingual => ({
    ko: `불안정 ${ids.length}건(이 점검표는 허용함): ${some(ids, 'ko')}.`,
    en: `${ids.length} flaky, which this checklist allows: ${some(ids, 'en')}.`,
  }),
  runAborted: ({ by }: { by: string }): Bilingual => ({
    ko: `실행이 중단되었습니다(${by}).`,
    en: `The run was aborted (${by}).`,
  }),
  runOpen: (): Bilingual => ({ ko: '실행이 아직 끝나지 않았습니다.', en: 'The run has not ended.' }),
  runRecovered: (): Bilingual => ({
    ko: '실행이 스스로 끝나지 못해 나중에 기록만으로 닫았습니다.',
    en: 'The run did not reach its own end and was closed later from its journal.',
  }),
  driverLost: (): Bilingual => ({
    ko: '실행 프로세스가 끝까지 가지 못해 정리(defer)가 끝났는지 알 수 없습니다.',
    en: 'The driver did not come to its end, so nobody knows whether clean-up was done.',
  }),
  buildChanged: (): Bilingual => ({
    ko: '실행 도중 배포가 바뀌어 하나의 빌드를 점검했다고 말할 수 없습니다.',
    en: 'The deployment changed during the run, so no single build was checked.',
  }),
  openPayments: (ids: Ids): Bilingual => ({
    ko: `끝이 확인되지 않은 결제 ${ids.length}건: ${some(ids, 'ko')}.`,
    en: `${ids.length} ${ids.length === 1 ? 'payment has' : 'payments have'} no verified end: ${some(ids, 'en')}.`,
  }),
  toolErrors: (ids: Ids): Bilingual => ({
    ko: `도구 오류 ${ids.length}건: ${some(ids, 'ko')}.`,
    en: `${ids.length} tool ${ids.length === 1 ? 'error' : 'errors'}: ${some(ids, 'en')}.`,
  }),
  inconclusive: (ids: Ids): Bilingual => ({
    ko: `사람이 봐야 하는 단계 ${ids.length}건: ${some(ids, 'ko')}.`,
    en: `${ids.length} inconclusive, a person must look: ${some(ids, 'en')}.`,
  }),
  stepsAborted: (ids: Ids): Bilingual => ({
    ko: `중단된 단계 ${ids.length}건: ${some(ids, 'ko')}.`,
    en: `${ids.length} aborted: ${some(ids, 'en')}.`,
  }),
  blocked: (ids: Ids): Bilingual => ({
    ko: `막힘 ${ids.length}건: ${some(ids, 'ko')}.`,
    en: `${ids.length} blocked: ${some(ids, 'en')}.`,
  }),
  notRun: (ids: Ids): Bilingual => ({
    ko: `실행하지 못함 ${ids.length}건: ${some(ids, 'ko')}.`,
    en: `${ids.length} not reached: ${some(ids, 'en')}.`,
  }),
  guards: (guards: Ids): Bilingual => ({
    ko: `안전장치가 작동했습니다: ${some(guards, 'ko')}.`,
    en: `A guard tripped: ${some(guards, 'en')}.`,
  }),
  nothingPassed: (): Bilingual => ({ ko: '통과한 단계가 하나도 없습니다.', en: 'No step passed at all.' }),
  known: (ids: Ids): Bilingual => ({
    ko: `알려진 문제 ${ids.length}건: ${some(ids, 'ko')}.`,
    en: `${ids.length} known: ${some(ids, 'en')}.`,
  }),
  waived: (ids: Ids): Bilingual => ({
    ko: `면제 ${ids.length}건: ${some(ids, 'ko')}.`,
    en: `${ids.length} waived: ${some(ids, 'en')}.`,
  }),
  conditions: (ids: Ids): Bilingual => ({
    ko: `조건에 따라 실행하지 않음 ${ids.length}건: ${some(ids, 'ko')}.`,
    en: `${ids.length} not run by condition: ${some(ids, 'en')}.`,
  }),
  setupProblems: (sections: Ids): Bilingual => ({
    ko: `준비가 실패한 섹션: ${some(sections, 'ko')}.`,
    en: `Setup failed in ${some(sections, 'en')}.`,
  }),
  cleanupProblems: (sections: Ids): Bilingual => ({
    ko: `정리하지 못한 것이 남은 섹션: ${some(sections, 'ko')}.`,
    en: `Clean-up failed in ${some(sections, 'en')}.`,
  }),
  partial: ({ selectedSteps, allSteps }: { selectedSteps: number; allSteps: number }): Bilingual => ({
    ko: `점검표 전체 ${allSteps}단계 중 ${selectedSteps}단계만 골라 실행했습니다.`,
    en: `Only ${selectedSteps} of the checklist's ${allSteps} steps were selected.`,
  }),

  stepAborted: ({ by }: { by: string }): Bilingual => ({
    ko: `실행이 중단되어 이 단계가 끝나지 않았습니다(${by}).`,
    en: `This step did not end because the run was aborted (${by}).`,
  }),
  stepEndUnknown: (): Bilingual => ({
    ko: '이 단계는 시작했지만 끝이 기록되지 않았습니다. 결과를 알 수 없습니다.',
    en: 'This step started and its end was never recorded; its outcome is not known.',
  }),
  notReached: (): Bilingual => ({ ko: '실행이 여기까지 오지 못했습니다.', en: 'The run never got this far.' }),
  notReachedBeforeAbort: ({ by }: { by: string }): Bilingual => ({
    ko: `실행이 중단되어(${by}) 여기까지 오지 못했습니다.`,
    en: `The run was aborted (${by}) before it got this far.`,
  }),
  needFailed: ({ need }: { need: string }): Bilingual => ({
    ko: `먼저 통과해야 하는 ${need}이(가) 통과하지 못했습니다.`,
    en: `${need}, which must pass first, did not pass.`,
  }),
  setupFailed: ({ section }: { section: string }): Bilingual => ({
    ko: `섹션 ${section}의 준비(setup)가 실패했습니다.`,
    en: `The setup of section ${section} failed.`,
  }),

  endedByItself: (): Bilingual => ({ ko: '실행이 끝까지 진행되었습니다.', en: 'The run reached its own end.' }),
  endedShort: (): Bilingual => ({
    ko: '끝이 기록되지 않은 단계가 있는 채로 실행이 닫혔습니다.',
    en: 'The run was closed while some steps had no recorded end.',
  }),

  sectionProblem: ({
    section,
    part,
    message,
  }: {
    section: string;
    part: 'setup' | 'cleanup';
    message: Bilingual;
  }): Bilingual => ({
    ko: `섹션 ${section}의 ${part === 'setup' ? '준비' : '정리'}가 실패했습니다: ${message.ko}`,
    en: `${part === 'setup' ? 'Setup' : 'Clean-up'} of section ${section} failed: ${message.en}`,
  }),
  buildChangedFromTo: ({ from, to }: { from: string; to: string }): Bilingual => ({
    ko: `실행 도중 배포 식별자가 바뀌었습니다: ${from} → ${to}`,
    en: `The deployment fingerprint changed during the run: ${from} → ${to}`,
  }),
  failureKept: ({ step, status }: { step: string; status: Status }): Bilingual => ({
    ko: `${step}은(는) 실패한 뒤 ${status}(으)로 다시 기록되었습니다. 본 실패를 그대로 둡니다.`,
    en: `${step} failed and was later recorded as ${status}; the failure that was seen stands.`,
  }),
  verdictDiffers: ({ stored, computed }: { stored: Judged; computed: Judged }): Bilingual => ({
    ko: `기록된 판정 ${judged(stored)}이(가) 사건으로 다시 계산한 판정 ${judged(computed)}과(와) 다릅니다. 더 나쁜 쪽을 보고합니다.`,
    en: `The recorded verdict ${judged(stored)} differs from the one computed from the events, ${judged(computed)}. The worse one is reported.`,
  }),
  lateEvent: ({ kind }: { kind: string }): Bilingual => ({
    ko: `실행이 닫힌 뒤에 ${kind} 기록이 들어왔습니다. 보고서에 반영하지 않았습니다.`,
    en: `A ${kind} event arrived after the run was closed; it changes nothing in this report.`,
  }),
  unplanned: ({ id, kind }: { id: string; kind: string }): Bilingual => ({
    ko: `계획에 없는 ${id}의 ${kind} 기록이 있습니다.`,
    en: `A ${kind} event names ${id}, which is not in the plan.`,
  }),
  openedTwice: (): Bilingual => ({
    ko: '실행이 두 번 열린 것으로 기록되었습니다.',
    en: 'The run is recorded as opened twice.',
  }),
} as const;

type Judged = { readonly verdict: Verdict; readonly exitCode: number };

function judged({ verdict, exitCode }: Judged): string {
  return `${verdict}(${exitCode})`;
}

const namesShown = 5;

function some(names: Ids, language: keyof Bilingual): string {
  const shown = names.slice(0, namesShown).join(', ');
  const more = names.length - namesShown;
  if (more <= 0) return shown;
  return language === 'ko' ? `${shown} 외 ${more}` : `${shown} and ${more} more`;
}
