import type { Bilingual } from '../base/bilingual.ts';

/** What the engine says to people. */
export const text = {
  maskUnreadable: ({ why }: { why: string }): Bilingual => ({
    ko: `mask의 위치 지정을 브라우저가 이해하지 못합니다. 가릴 수 없으므로 아무것도 확인하지 않습니다: ${why}`,
    en: `The browser does not understand a locator of "mask", and what cannot be covered is not looked at: ${why}`,
  }),
  browserNotExecutable: ({ name, path }: { name: string; path: string }): Bilingual => ({
    ko: `${name}에 적힌 브라우저를 실행할 수 없습니다: ${path}. 경로를 고치거나 변수를 지우세요.`,
    en: `The browser named by ${name} cannot be run: ${path}. Correct the path or unset the variable.`,
  }),
  noBrowser: ({ window }: { window: boolean }): Bilingual => ({
    ko: `Chromium을 찾지 못했습니다(POSTFLIGHT_CHROMIUM, Playwright 설치본, PATH 순서로 찾음${window ? ', 창이 있는 브라우저만' : ''}). \`npx playwright install chromium\` 또는 \`apt-get install chromium\`을 실행하세요.`,
    en: `No Chromium was found (looked at POSTFLIGHT_CHROMIUM, Playwright's own, then the PATH${window ? '; only browsers with a window' : ''}). Run \`npx playwright install chromium\` or \`apt-get install chromium\`.`,
  }),
  browserDidNotStart: ({ path, why }: { path: string; why: string }): Bilingual => ({
    ko: `브라우저가 시작되지 않았습니다(${path}): ${why}. \`${path} --version\`으로 확인하거나 POSTFLIGHT_CHROMIUM에 다른 Chromium을 적으세요.`,
    en: `The browser did not start (${path}): ${why}. Try it with \`${path} --version\`, or name another Chromium in POSTFLIGHT_CHROMIUM.`,
  }),
  browserLost: (): Bilingual => ({
    ko: '브라우저가 실행 도중 사라졌습니다. 진행 중이던 단계는 도구 오류로 남기고, 남은 섹션은 새 브라우저에서 계속합니다.',
    en: 'The browser disappeared during the run. Steps in progress are recorded as tool errors; remaining sections continue in a new browser.',
  }),
  browserSilent: ({ seconds }: { seconds: number }): Bilingual => ({
    ko: `브라우저가 ${seconds}초 동안 응답하지 않아 버리고 새 브라우저를 띄웁니다.`,
    en: `The browser gave no answer for ${seconds} s. It is given up and another one is started.`,
  }),
  browserLostForGood: ({ times }: { times: number }): Bilingual => ({
    ko: `브라우저가 ${times}번 사라져 더 띄우지 않습니다.`,
    en: `The browser disappeared ${times} times; it is not started again.`,
  }),
  notSettled: ({ why }: { why: string }): Bilingual => ({
    ko: `실행을 닫기 전에 결제를 정산하지 못했습니다: ${why}. \`postflight settle\`을 실행하세요.`,
    en: `Payments could not be settled before the run was closed: ${why}. Run \`postflight settle\`.`,
  }),
  stepLostBrowser: (): Bilingual => ({
    ko: '이 단계 도중 브라우저나 페이지가 사라져 결과를 알 수 없습니다.',
    en: 'The browser or page disappeared during this step, so its outcome is not known.',
  }),
  notReachedAfterBrowser: (): Bilingual => ({
    ko: '같은 섹션에서 브라우저나 페이지가 사라져 실행하지 못했습니다.',
    en: 'Not run: the browser or page of this section disappeared before it.',
  }),
  notReachedAfterHang: ({ step }: { step: string }): Bilingual => ({
    ko: `${step} 뒤에 페이지가 더는 응답하지 않아 섹션을 끝냈습니다.`,
    en: `Not run: the page no longer answered after ${step}, so the section was ended.`,
  }),
  stepTimedOut: ({ ms }: { ms: number }): Bilingual => ({
    ko: `단계의 제한 시간 ${ms / 1000}초가 지났습니다.`,
    en: `The step's time limit of ${ms / 1000} s passed.`,
  }),
  needFailed: ({ need }: { need: string }): Bilingual => ({
    ko: `먼저 통과해야 하는 ${need}이(가) 통과하지 못했습니다.`,
    en: `${need}, which must pass first, did not pass.`,
  }),
  setupFailed: ({ section }: { section: string }): Bilingual => ({
    ko: `섹션 ${section}의 준비(setup)가 실패했습니다.`,
    en: `The setup of section ${section} failed.`,
  }),
  conditionFalse: ({ condition }: { condition: string }): Bilingual => ({
    ko: `조건이 거짓이라 실행하지 않았습니다: ${condition}`,
    en: `Not run because its condition is false: ${condition}`,
  }),
  conditionNotBoolean: ({ condition, value }: { condition: string; value: string }): Bilingual => ({
    ko: `조건 ${condition}의 값이 참/거짓이 아닙니다: ${value}`,
    en: `The condition ${condition} is neither true nor false: ${value}`,
  }),
  waived: ({ person, reason, approvedBy }: { person: string; reason: string; approvedBy: string }): Bilingual => ({
    ko: `${person}이(가) 면제했습니다(승인: ${approvedBy}): ${reason}`,
    en: `Waived by ${person} (approved by ${approvedBy}): ${reason}`,
  }),
  knownIssue: ({ ticket, reason, expires }: { ticket: string; reason: string; expires: string }): Bilingual => ({
    ko: `알려진 문제 ${ticket}(${expires}까지): ${reason}`,
    en: `Known issue ${ticket} (until ${expires}): ${reason}`,
  }),
  aborted: ({ by }: { by: string }): Bilingual => ({
    ko: `실행이 중단되었습니다(${by}).`,
    en: `The run was aborted (${by}).`,
  }),
  flaky: (): Bilingual => ({
    ko: '처음에는 실패했고, 다시 확인하자 통과했습니다. 통과로 치지 않습니다.',
    en: 'Failed at first and passed when it was tried again; that does not count as passed.',
  }),
  undeclaredDialog: ({ type, message }: { type: string; message: string }): Bilingual => ({
    ko: `예고하지 않은 대화상자(${type})가 떴습니다: ${message}`,
    en: `A dialog (${type}) appeared that the step did not declare: ${message}`,
  }),
  dialogMessageDiffers: (): Bilingual => ({
    ko: '대화상자의 문구가 다릅니다.',
    en: 'The dialog says something else.',
  }),
  nothingPaid: (): Bilingual => ({
    ko: '쇼핑몰에 샌드박스 레인이 없어 결제를 보여 주기만 하고 누르지 않았습니다. 결제 뒤를 확인하는 나머지는 할 수 없습니다. 대상 파일의 gateway.lane을 sandbox로 바꿀 수 있을 때 다시 실행하세요.',
    en: 'The shop has no sandbox lane, so the payment was shown and not pressed: what comes after it cannot be checked. Run it again when gateway.lane in the target file can be "sandbox".',
  }),
  popupClosed: (): Bilingual => ({
    ko: '이 단계가 보고 있던 새 창이 스스로 닫혔습니다.',
    en: 'The popup window that this step was looking at closed by itself.',
  }),
  toolError: ({ why }: { why: string }): Bilingual => ({
    ko: `Postflight 쪽 오류로 결과를 알 수 없습니다: ${why}`,
    en: `An error on Postflight's side; the outcome is not known: ${why}`,
  }),
  driverLost: ({ how }: { how: string }): Bilingual => ({
    ko: `실행 프로세스가 도중에 사라졌습니다(${how}). 그때까지의 사실만 보고합니다.`,
    en: `The driver process was lost (${how}). The report says only what happened until then.`,
  }),
  driverLostEarly: ({ how }: { how: string }): Bilingual => ({
    ko: `실행 프로세스가 시작하기 전에 사라졌습니다(${how}). 아무 단계도 실행하지 않았습니다. 다시 시작하세요.`,
    en: `The driver process was lost before the run began (${how}). No step was run. Start again.`,
  }),
  driverSilent: ({ seconds }: { seconds: number }): Bilingual => ({
    ko: `실행 프로세스가 ${seconds}초 동안 응답하지 않아 끝냈습니다.`,
    en: `The driver process gave no sign of life for ${seconds} s and was ended.`,
  }),
  supervisorLost: (): Bilingual => ({
    ko: '감독 프로세스가 실행 도중 사라졌습니다. 다음 시작 때 기록으로 닫았습니다.',
    en: 'The supervising process disappeared during the run. A later start closed it from the journal.',
  }),
  nobodyAsked: (): Bilingual => ({
    ko: '대답할 사람이 연결되어 있지 않습니다.',
    en: 'Nobody is there to answer.',
  }),
  nobodyAnswered: ({ seconds }: { seconds: number }): Bilingual => ({
    ko: `${seconds}초 안에 아무도 대답하지 않았습니다.`,
    en: `Nobody answered within ${seconds} s.`,
  }),
  lockHeld: ({ target }: { target: string }): Bilingual => ({
    ko: `대상 ${target}에서 다른 실행이 진행 중입니다. 끝난 뒤 다시 시작하세요.`,
    en: `Another run is in progress on target ${target}. Start again when it has ended.`,
  }),
  driverOutlived: ({ runId }: { runId: string }): Bilingual => ({
    ko: `앞선 실행 ${runId}의 감독 프로세스가 죽었고, 그 실행 프로세스가 아직 정리(defer)하고 있습니다. 끝나기를 기다립니다.`,
    en: `The supervisor of the earlier run ${runId} died, and its driver is still cleaning up. Waiting for it to end.`,
  }),
  driverStays: ({ runId, seconds }: { runId: string; seconds: number }): Bilingual => ({
    ko: `앞선 실행 ${runId}의 실행 프로세스가 ${seconds}초가 지나도 끝나지 않아 이 대상에서 시작하지 않습니다. 그 프로세스가 끝난 뒤 다시 시작하세요.`,
    en: `The driver of the earlier run ${runId} has not ended after ${seconds} s, so nothing is started on this target. Start again when that process has ended.`,
  }),
  runStuck: ({ runId, why }: { runId: string; why: Bilingual }): Bilingual => ({
    ko: `끝나지 않은 실행 ${runId}을(를) 닫지 못했습니다: ${why.ko} 다른 실행에는 영향이 없습니다.`,
    en: `The unfinished run ${runId} could not be closed: ${why.en} Other runs are not affected.`,
  }),
  targetUnreachable: ({ url, why }: { url: string; why: Bilingual }): Bilingual => ({
    ko: `대상에 연결할 수 없습니다: ${url} — ${why.ko}. 아무 단계도 실행하지 않았습니다.`,
    en: `The target cannot be reached: ${url} — ${why.en}. No step was run.`,
  }),
  deploymentUnknown: ({ source, why }: { source: string; why: Bilingual }): Bilingual => ({
    ko: `배포 식별자를 읽지 못했습니다(${source}): ${why.ko}`,
    en: `The deployment fingerprint could not be read (${source}): ${why.en}`,
  }),
  diskLow: ({ folder, free, needed }: { folder: string; free: string; needed: string }): Bilingual => ({
    ko: `${folder}의 남은 공간이 ${free}로 부족합니다(${needed} 필요). 공간을 비우거나 --reports로 다른 곳을 지정하세요.`,
    en: `Only ${free} are free for ${folder}; ${needed} are needed. Free some space or name another place with --reports.`,
  }),
  sourceUnsealable: ({ file, line }: { file: string; line: number }): Bilingual => ({
    ko: `${file} ${line}번째 줄에 비밀 값이나 카드·주민등록번호로 보이는 값이 있어 보고서를 봉인할 수 없습니다. \${secret:NAME}이나 대상 변수로 바꾸세요. 아무 단계도 실행하지 않았습니다.`,
    en: `Line ${line} of ${file} holds a secret's value, or what reads like a card or resident number, so its report could not be sealed. Use \${secret:NAME} or a variable of the target. No step was run.`,
  }),
  folderNotWritable: ({ folder, why }: { folder: string; why: Bilingual }): Bilingual => ({
    ko: `폴더에 쓸 수 없습니다: ${folder} — ${why.ko} 고치거나 --reports, --state로 다른 폴더를 지정하세요. 아무 단계도 실행하지 않았습니다.`,
    en: `The folder cannot be written: ${folder} — ${why.en} Correct it, or name other folders with --reports and --state. No step was run.`,
  }),
  folderIsFile: (): Bilingual => ({
    ko: '폴더가 있어야 할 자리에 파일이 있습니다.',
    en: 'a file stands where a folder is needed.',
  }),
  folderReadOnly: (): Bilingual => ({ ko: '읽기 전용 디스크입니다.', en: 'the disk is read-only.' }),
  folderForbidden: (): Bilingual => ({
    ko: '이 사용자에게 쓰기 권한이 없습니다.',
    en: 'this user may not write there.',
  }),
  folderFull: (): Bilingual => ({ ko: '디스크가 가득 찼습니다.', en: 'the disk is full.' }),
  folderTrouble: ({ code }: { code: string }): Bilingual => ({ ko: `${code}.`, en: `${code}.` }),
  targetBroken: ({ url, status }: { url: string; status: number }): Bilingual => ({
    ko: `대상이 HTTP ${status}으로 답합니다: ${url} — 배포나 점검이 아직 끝나지 않았을 수 있습니다. 서버 담당자에게 확인하고 다시 시작하세요. 아무 단계도 실행하지 않았습니다.`,
    en: `The target answers HTTP ${status}: ${url} — its deployment or maintenance may not be over. Ask who runs the server, then start again. No step was run.`,
  }),
  secretMissing: ({ name, variable }: { name: string; variable: string }): Bilingual => ({
    ko: `비밀값 ${name}이(가) 없습니다. 환경 변수 ${variable}를 설정하세요.`,
    en: `The secret ${name} is missing. Set the environment variable ${variable}.`,
  }),
  unknownDevice: ({ name }: { name: string }): Bilingual => ({
    ko: `Playwright에 없는 기기 이름입니다: ${name}`,
    en: `Playwright knows no device named ${name}`,
  }),
} as const;
