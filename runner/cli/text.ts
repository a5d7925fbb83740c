import type { Bilingual } from '../base/bilingual.ts';

/** What the commands say. */
export const text = {
  guard: ({ guard }: { guard: string }): Bilingual => ({ ko: `안전장치 ${guard}`, en: `guard ${guard}` }),
  starting: ({
    title,
    steps,
    target,
    url,
  }: {
    title: string;
    steps: number;
    target: string;
    url: string;
  }): Bilingual => ({
    ko: `${title} — ${steps}단계, 대상 ${target} (${url})`,
    en: `${title} — ${steps} ${steps === 1 ? 'step' : 'steps'} on target ${target} (${url})`,
  }),
  secondLook: (): Bilingual => ({ ko: '(다시 확인)', en: '(second look)' }),
  partial: ({ selected, all }: { selected: number; all: number }): Bilingual => ({
    ko: `전체 ${all}단계 중 ${selected}단계만 골랐습니다.`,
    en: `Only ${selected} of ${all} steps are selected.`,
  }),
  build: ({ fingerprint }: { fingerprint: string }): Bilingual => ({
    ko: `응답 중인 배포: ${fingerprint}`,
    en: `Answering deployment: ${fingerprint}`,
  }),
  reportAt: ({ path }: { path: string }): Bilingual => ({ ko: `보고서: ${path}`, en: `Report: ${path}` }),
  verifyWith: ({ command }: { command: string }): Bilingual => ({ ko: `검증: ${command}`, en: `Verify: ${command}` }),
  interruptAgain: (): Bilingual => ({
    ko: '중단합니다. 정리(defer)를 마치고 보고서를 남깁니다. 한 번 더 누르면 즉시 끝냅니다.',
    en: 'Stopping: clean-up runs and a report is left. Once more ends the driver at once.',
  }),
  stoppedEarly: ({ by }: { by: string }): Bilingual => ({
    ko: `실행이 시작되기 전에 멈췄습니다(${by}). 아무 단계도 실행하지 않았고 보고서도 없습니다.`,
    en: `Stopped before the run began (${by}). No step was run and there is no report.`,
  }),
  leftOpen: ({ runId }: { runId: string }): Bilingual => ({
    ko: `실행 ${runId}은(는) 닫히지 않은 채 남았습니다. 까닭을 없앤 뒤 \`postflight recover\`를 실행하면(또는 다음 실행이) 기록된 것만으로 보고서를 남깁니다.`,
    en: `Run ${runId} is left open. Remove the cause, then \`postflight recover\` (or the next run) leaves a report of what was recorded.`,
  }),
  sealing: (): Bilingual => ({
    ko: '실행은 끝났고 보고서에 서명하는 중입니다. 한 번 더 누르면 바로 나가고, 다음 시작이 보고서를 마칩니다.',
    en: 'The run has ended and its report is being signed. Once more leaves at once; the next start finishes the report.',
  }),
  notPrinted: (): Bilingual => ({
    ko: 'PDF를 만들 브라우저가 없거나 제때 인쇄하지 못했습니다. 보고서는 PDF 없이 서명됩니다. 나중에 postflight archive pdf로 만들 수 있습니다.',
    en: 'No browser printed the PDF in time. The report is sealed without it; postflight archive pdf makes one later.',
  }),
  targetMissing: ({ file }: { file: string }): Bilingual => ({
    ko: `대상이 없습니다. --target을 주거나 ${file}에 target:을 적으세요.`,
    en: `No target. Give --target or write target: in ${file}.`,
  }),
  noTargetFile: ({ target, file, known }: { target: string; file: string; known: string }): Bilingual => ({
    ko: `대상 "${target}"의 파일이 없습니다: ${file}. 있는 대상: ${known}`,
    en: `There is no file for target "${target}": ${file}. Known targets: ${known}`,
  }),
  badSeverity: ({ wish, known }: { wish: string; known: string }): Bilingual => ({
    ko: `알 수 없는 심각도입니다: ${wish} (가능한 값: ${known})`,
    en: `Not a severity: ${wish} (known: ${known})`,
  }),
  noSuchFolder: ({ folder }: { folder: string }): Bilingual => ({
    ko: `폴더가 없습니다: ${folder}`,
    en: `There is no folder ${folder}`,
  }),
  notAFolder: ({ file }: { file: string }): Bilingual => ({
    ko: `폴더가 아니라 파일입니다: ${file}. 보고서나 보관함의 폴더를 주세요.`,
    en: `${file} is a file; give the folder of a report or of an archive.`,
  }),
  outputLost: ({ why }: { why: string }): Bilingual => ({
    ko: `출력을 다 쓰지 못했습니다(${why}). 화면이나 파일에 나온 것은 전부가 아닙니다.`,
    en: `The output could not be written (${why}); what was printed or saved is not all of it.`,
  }),
  noSuchFile: ({ file }: { file: string }): Bilingual => ({
    ko: `파일을 읽을 수 없습니다: ${file}`,
    en: `The file cannot be read: ${file}`,
  }),
  badTargetName: ({ target }: { target: string }): Bilingual => ({
    ko: `대상 이름이 올바르지 않습니다: ${target} (영문자, 숫자, -, _, .)`,
    en: `Not a target name: ${target} (letters, digits, -, _, .)`,
  }),
  recovered: ({ runId, verdict, path }: { runId: string; verdict: string; path: string }): Bilingual => ({
    ko: `끝나지 않은 실행 ${runId}을(를) 기록대로 닫았습니다: ${verdict}. 보고서: ${path}`,
    en: `The unfinished run ${runId} was closed from its journal: ${verdict}. Report: ${path}`,
  }),
  stillRunning: ({ runId }: { runId: string }): Bilingual => ({
    ko: `실행 ${runId}은(는) 아직 진행 중입니다.`,
    en: `Run ${runId} is still in progress.`,
  }),
  nothingToRecover: (): Bilingual => ({ ko: '끝나지 않은 실행이 없습니다.', en: 'There is no unfinished run.' }),
  lintOk: ({ file, sections, steps }: { file: string; sections: number; steps: number }): Bilingual => ({
    ko: `${file}: 이상 없음 (섹션 ${sections}개, ${steps}단계)`,
    en: `${file}: no mistakes (${sections} ${sections === 1 ? 'section' : 'sections'}, ${steps} ${steps === 1 ? 'step' : 'steps'})`,
  }),
  lintBad: ({ count }: { count: number }): Bilingual => ({
    ko: `고칠 곳 ${count}곳`,
    en: `${count} ${count === 1 ? 'mistake' : 'mistakes'}`,
  }),
  keyMade: ({ id, file }: { id: string; file: string }): Bilingual => ({
    ko: `서명 키를 만들었습니다: ${id} (${file})`,
    en: `Signing key made: ${id} (${file})`,
  }),
  keyThere: ({ id, file }: { id: string; file: string }): Bilingual => ({
    ko: `서명 키가 이미 있습니다: ${id} (${file})`,
    en: `A signing key is already there: ${id} (${file})`,
  }),
  verified: (): Bilingual => ({
    ko: '검증됨: 서명과 모든 파일이 맞습니다.',
    en: 'Verified: the signature and every file hold.',
  }),
  tampered: (): Bilingual => ({ ko: '변조 또는 무효: 아래를 보세요.', en: 'Tampered or invalid: see above.' }),
  incomplete: (): Bilingual => ({ ko: '끝까지 확인하지 못했습니다.', en: 'Not fully checked.' }),
  openPayment: ({ runId, payment, state }: { runId: string; payment: string; state: string }): Bilingual => ({
    ko: `주의: 실행 ${runId}의 결제 ${payment}이(가) ${state} 상태로 남아 있습니다. PG에서 확인하세요.`,
    en: `Attention: payment ${payment} of run ${runId} was left at ${state}. Check it at the gateway.`,
  }),
  bug: ({ why }: { why: string }): Bilingual => ({
    ko: `Postflight의 버그입니다. 아래 내용과 함께 알려 주세요.\n${why}`,
    en: `This is a bug in Postflight. Please report it with what follows.\n${why}`,
  }),
  failed: ({ why }: { why: string }): Bilingual => ({ ko: `실행할 수 없습니다: ${why}`, en: `Cannot go on: ${why}` }),
  notANumber: ({ option, value }: { option: string; value: string }): Bilingual => ({
    ko: `${option}에는 1~16의 정수를 주세요: ${value}`,
    en: `${option} takes a whole number from 1 to 16: ${value}`,
  }),
  notMailed: ({ why }: { why: string }): Bilingual => ({
    ko: `환불 티켓 메일을 보내지 못했습니다: ${why}`,
    en: `The mail of a refund ticket could not be sent: ${why}`,
  }),
  notADay: ({ option, value }: { option: string; value: string }): Bilingual => ({
    ko: `${option}에는 2026-11-22 같은 날짜를 주세요: ${value}`,
    en: `${option} takes a day like 2026-11-22: ${value}`,
  }),
  askPerson: ({ instruction, expected }: { instruction: string; expected: string }): Bilingual => ({
    ko: `\n[사람 확인] ${instruction}${expected === '' ? '' : `\n  기대: ${expected}`}`,
    en: `\n[A person looks] ${instruction}${expected === '' ? '' : `\n  expected: ${expected}`}`,
  }),
  askAnswer: (): Bilingual => ({
    ko: '  통과하면 y, 아니면 n (이어서 본 것을 적으세요): ',
    en: '  y if it holds, n if not (then say what you saw): ',
  }),
} as const;
