import type { Bilingual } from '../../base/bilingual.ts';

/** What the Playwright door says to people. */
export const text = {
  targetMissing: ({ file }: { file: string }): Bilingual => ({
    ko: `${file}에 대상이 없습니다. 파일에 target:을 쓰거나 postflightConfig()에 target을 주세요.`,
    en: `${file} names no target: write target: in it, or give postflightConfig() a target.`,
  }),
  badTargetName: ({ target }: { target: string }): Bilingual => ({
    ko: `대상 이름이 아닙니다: ${target}. targets/ 폴더에 있는 파일 이름에서 .yaml을 뺀 것입니다.`,
    en: `${target} is no target's name: it is the name of a file in targets/ without .yaml.`,
  }),
  noRetries: (): Bilingual => ({
    ko: 'Postflight의 섹션은 Playwright가 다시 실행하면 안 됩니다(retries): 섹션을 통째로 반복하면 주문과 결제도 반복됩니다. retries를 0으로 두세요. 부작용이 없는 단계는 Postflight가 스스로 한 번 확인합니다.',
    en: 'Playwright must not run a section of Postflight again (retries): with the section, its orders and payments would be repeated. Leave retries at 0; Postflight itself confirms a failed step that has no effect once.',
  }),
  twiceInOneRun: ({ section }: { section: string }): Bilingual => ({
    ko: `섹션 ${section}이(가) 한 번의 실행에서 두 번 실행되려 합니다(--repeat-each 또는 여러 프로젝트). 한 실행에서 섹션은 한 번만 실행합니다.`,
    en: `Section ${section} would run twice in one run (--repeat-each, or several projects). A section runs once in a run.`,
  }),
  alreadyRan: ({ section }: { section: string }): Bilingual => ({
    ko: `섹션 ${section}은(는) 이 실행에서 이미 시작되었습니다. 기계는 같은 섹션을 두 번 실행하지 않습니다.`,
    en: `Section ${section} has already been started in this run; a machine does not run a section twice.`,
  }),
  changedMeanwhile: ({ file }: { file: string }): Bilingual => ({
    ko: `${file}이(가) 실행이 시작된 뒤에 바뀌었습니다. 보고서에 담긴 것과 다른 것을 실행하지 않습니다. 다시 시작하세요.`,
    en: `${file} changed after the run had begun. Nothing is run that differs from what the report holds; start again.`,
  }),
  sectionGone: ({ file, section }: { file: string; section: string }): Bilingual => ({
    ko: `${file}에 섹션 ${section}이(가) 더는 없습니다. 다시 시작하세요.`,
    en: `${file} has no section ${section} any more; start again.`,
  }),
  noRun: (): Bilingual => ({
    ko: '기록되는 실행이 열리지 않아 아무것도 실행하지 않습니다. playwright.config.ts의 reporter에서 Postflight의 리포터를 빼지 마세요(다른 리포터는 postflightConfig({ reporter })에 더합니다).',
    en: "No recorded run was opened, so nothing is run. Keep Postflight's reporter in playwright.config.ts; add others with postflightConfig({ reporter }).",
  }),
  onlyChromium: ({ browser }: { browser: string }): Bilingual => ({
    ko: `Postflight는 Chromium에서만 실행합니다(요청: ${browser}).`,
    en: `Postflight runs in Chromium only (asked for: ${browser}).`,
  }),
  noPaymentHere: (): Bilingual => ({
    ko: 'UI 모드와 편집기에서는 결제하지 않습니다. 결제 단계는 기록되고 서명되는 실행에서만 합니다: `npx playwright test` 또는 `postflight run`.',
    en: 'Nothing is paid from UI mode or an editor: payments need a run that is recorded and signed. Use `npx playwright test` or `postflight run`.',
  }),
  disagrees: ({ seen }: { seen: string }): Bilingual => ({
    ko: `모든 단계가 통과로 기록되었지만 Playwright에서는 실패가 있었습니다(${seen}). GO라고 할 수 없습니다.`,
    en: `Every step is on record as passed, but Playwright saw something fail (${seen}). That cannot be called GO.`,
  }),
  neededBy: ({ section, title }: { section: string; title: string }): Bilingual => ({
    ko: `먼저 필요한 섹션 ${section} ${title}`,
    en: `needed first: ${section} ${title}`,
  }),
  expected: (): Bilingual => ({ ko: '기대', en: 'expected' }),
  observed: (): Bilingual => ({ ko: '실제', en: 'observed' }),
  detail: (): Bilingual => ({ ko: '자세히', en: 'detail' }),
  setup: ({ section }: { section: string }): Bilingual => ({ ko: `${section} 준비`, en: `setup of ${section}` }),
  notRun: (): Bilingual => ({ ko: '실행하지 않음', en: 'not run' }),
  recovered: ({ runId, verdict, path }: { runId: string; verdict: string; path: string }): Bilingual => ({
    ko: `끝나지 않았던 이전 실행 ${runId}을(를) 기록으로 닫았습니다: ${verdict}  ${path}`,
    en: `An earlier run, ${runId}, was never finished; closed from its journal: ${verdict}  ${path}`,
  }),
  finished: ({ verdict, path, message }: { verdict: string; path: string; message: string }): Bilingual => ({
    ko: `${verdict}  ${message}\n보고서: ${path}`,
    en: `${verdict}  ${message}\nReport: ${path}`,
  }),
} as const;
