import { unreachable } from '../base/unreachable.ts';
import { JournalError } from '../journal/journal-error.ts';
import type { Plan } from '../model/plan.ts';
import { SetupError } from '../model/trouble.ts';
import { refuseOwnTraffic } from '../network/own-traffic.ts';
import { askSupervisor } from './ask-supervisor.ts';
import { findBrowser, launchBrowser } from './browser.ts';
import type { Launched } from './drive.ts';
import type { DriverArguments, FromDriver, ToDriver } from './driver-protocol.ts';
import { isLateAnswer } from './late-answer.ts';
import { playwright } from './playwright.ts';
import { stopGraceMs } from './stop-grace.ts';
import { tellSupervisor } from './tell-supervisor.ts';
import { text } from './text.ts';

/*
 * The driver process: holds the browser and runs the tracks. Its life belongs to the supervisor: when the channel to it
 * breaks, the driver stops as if aborted and leaves the closing of the run to the next start. What only a run needs (drive.ts)
 * is loaded while the browser starts: a team waits for the longer of the two and not for their sum.
 */

/** What the supervisor passed; it is our own process, of the same version. */
const given: DriverArguments = JSON.parse(process.argv[2] ?? '{}');

async function launch(): Promise<Launched> {
  const found = findBrowser(given.wish, process.env);
  const own = await refuseOwnTraffic();
  return { found, own, browser: await launchBrowser(found, given.wish, own) };
}
const launching = launch();
send({ kind: 'devices', names: Object.keys(playwright().devices) });
const loading = import('./drive.ts');
// Who starts a run hears of it; until then nobody may be surprised.
loading.catch(() => undefined);
launching.then(
  () => send({ kind: 'ready', problem: null }),
  (error: unknown) => send({ kind: 'ready', problem: explain(error) }),
);

const abort = new AbortController();
let abortedBy = '';
const questions = askSupervisor(send);

function stop(by: string): void {
  if (abortedBy === '') abortedBy = by;
  abort.abort();
  questions.giveUp({ kind: 'nobody', message: text.aborted({ by }) });
}

function send(message: FromDriver): void {
  tellSupervisor(process, message);
}

function listen(message: ToDriver): void {
  switch (message.kind) {
    case 'start':
      loading
        .then(({ drive }) =>
          drive(message, {
            wish: given.wish,
            launching,
            questions,
            abort: abort.signal,
            abortedBy: () => abortedBy,
            send,
          }),
        )
        .then(
          () => leave({ kind: 'done' }, 0),
          (error: unknown) => leave({ kind: 'fatal', message: explain(error) }, 1),
        );
      return;
    case 'abort':
      stop(message.by);
      return;
    case 'answer':
      questions.answer(message.question, message.answer);
      return;
    default:
      unreachable(message);
  }
}

let leaving = false;

/** Says the last word once and goes. */
function leave(message: FromDriver, code: number): void {
  if (leaving) return;
  leaving = true;
  clearInterval(beat);
  if (!process.connected) process.exit(code);
  process.send?.(message, () => process.exit(code));
}

function explain(error: unknown): ReturnType<typeof text.toolError> {
  if (error instanceof SetupError || error instanceof JournalError) return error.text;
  return text.toolError({ why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

const beat = setInterval(() => send({ kind: 'alive' }), 1_000);
// The terminal sends Ctrl+C to the whole group; what to do about it is the supervisor's to say.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
process.on('SIGTERM', () => stop('SIGTERM'));
/** Stops as if aborted; nobody is left to say when. */
function endAlone(): void {
  stop('supervisor lost');
  if (started !== null) {
    // Nobody is left to end a driver that cannot come to its end; the lock of the run waits for it.
    setTimeout(() => process.exit(1), stopGraceMs(started));
    return;
  }
  launching
    .then(({ browser }) => browser.close())
    // Never started or closed already: either way nothing is left to close.
    .catch(() => undefined)
    .finally(() => process.exit(0));
}
process.on('disconnect', endAlone);
for (const stream of [process.stdout, process.stderr]) {
  // The terminal may be gone; what is said there is for people, the journal has the facts.
  stream.on('error', () => undefined);
}
for (const surprise of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(surprise, (error: unknown) => {
    // A page that goes away at the wrong moment must not end the run: its step notices, or comes to its limit.
    if (!isLateAnswer(error)) leave({ kind: 'fatal', message: explain(error) }, 1);
  });
}
let started: Plan | null = null;
process.on('message', (message: ToDriver) => {
  if (message.kind === 'start') started = message.plan;
  listen(message);
});
// The supervisor may have died while this file was being loaded; then the event above has come and gone unheard.
if (!process.connected) endAlone();
