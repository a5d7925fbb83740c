import { relative, sep } from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
  TestStep,
} from '@playwright/test/reporter';
import { openArchive, type Archive } from '../../archive/open-archive.ts';
import { loadReportSigner } from '../../archive/report-signer.ts';
import { refuseRevoked } from '../../archive/refuse-revoked.ts';
import { languageOf } from '../../base/bilingual.ts';
import { systemClock } from '../../base/clock.ts';
import { plainText } from '../../base/plain-text.ts';
import type { Redactor } from '../../base/redact.ts';
import { JournalError } from '../../journal/journal-error.ts';
import { SetupError } from '../../model/trouble.ts';
import { keyPlaces } from '../../sign/key-places.ts';
import { environmentRedactor } from '../secrets.ts';
import { chooseSections, prepareRuns, sectionOf, type Prepared } from './prepare.ts';
import { recordRuns, type RecordedRuns } from './recorded-runs.ts';
import { redactError, redactStep } from './redact-results.ts';
import { Refusal } from './refusal.ts';
import { publishRuns, readDoor } from './run-link.ts';
import type { PlanFacts } from './run-plan.ts';
import { listenForSignals } from './signals.ts';
import { text } from './text.ts';

/**
 * Opens a run in the journal for every checklist that Playwright is about to execute, and closes, reports and seals it at the
 * end. What happens in between is written by the workers themselves, step by step: a killed main process has no last word.
 * A `default export`, because Playwright loads reporters so.
 */
export default class JournalReporter implements Reporter {
  private readonly redactor: Redactor = environmentRedactor(process.env);
  private runs: RecordedRuns | null = null;
  private archive: Archive | null = null;
  private prepared: Prepared | null = null;
  private forgetSignals: () => void = () => undefined;
  private readonly failed: { file: string; section: string }[] = [];
  private readonly errors: string[] = [];

  printsToStdio(): boolean {
    return false;
  }

  /** Before anything runs, and the only place where a problem can still keep tests from running. */
  async preprocess({ config, suite }: { readonly config: FullConfig; readonly suite: Suite }): Promise<void> {
    const door = readDoor();
    // UI mode and editors may load reporters, too; what they run is no run.
    if (door.mode === 'authoring') return;
    showSourcesAsFiles(config, suite);
    if (process.argv.includes('--list')) return;
    try {
      const chosen = chooseSections(config, suite.allTests());
      if (chosen.size === 0) return;
      const signer = loadReportSigner(keyPlaces(door.state), process.env);
      refuseRevoked(signer, keyPlaces(door.state));
      this.archive = openArchive(door, process.env, systemClock, signer);
      this.prepared = await prepareRuns(chosen, door, factsOf(config));
      this.runs = recordRuns(door, { signer, archive: this.archive.desk }, this.redactor);
      for (const { message } of this.archive.desk.ownKeys(signer).doubts) say(message[languageOf(process.env)]);
      for (const line of await this.runs.recover()) say(line);
    } catch (error) {
      if (error instanceof SetupError || error instanceof JournalError) throw new Refusal(error.text);
      throw error;
    }
  }

  /** Sharding and --last-failed have been applied by now: what is left is what runs. */
  onBegin(config: FullConfig, suite: Suite): void {
    const { runs, prepared } = this;
    if (runs === null || prepared === null) return;
    // When this throws, workers find no run and refuse to begin.
    publishRuns(runs.open(chooseSections(config, suite.allTests()), prepared, factsOf(config)));
    this.forgetSignals = listenForSignals((signal) => runs.abort(signal));
  }

  onStepBegin(_test: TestCase, _result: TestResult, step: TestStep): void {
    redactStep(step, this.redactor);
  }

  onStepEnd(_test: TestCase, _result: TestResult, step: TestStep): void {
    redactStep(step, this.redactor);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const error of result.errors) redactError(error, this.redactor);
    const place = sectionOf(test);
    if (result.status !== 'passed' && place !== null) this.failed.push(place);
  }

  onError(error: TestError): void {
    redactError(error, this.redactor);
    this.errors.push(plainText(error.message ?? error.value ?? '').split('\n', 1)[0] ?? '');
  }

  /** Playwright's exit code is 0 for a verdict of GO and for nothing else. */
  async onEnd(result: FullResult): Promise<{ status?: FullResult['status'] } | undefined> {
    const { runs, prepared, failed, errors } = this;
    if (runs === null || prepared === null) return undefined;
    try {
      if (result.status === 'interrupted' || result.status === 'timedout')
        runs.abort(`Playwright Test: ${result.status}`);
      const finished = await runs.finish({ failed, errors });
      for (const { doc, folder } of finished) {
        const language = languageOf(process.env);
        say(text.finished({ verdict: doc.verdict, message: doc.verdictReason[language], path: folder })[language]);
        for (const words of (await this.archive?.afterwards(folder)) ?? []) say(words[language]);
      }
      const isGo = finished.every(({ doc }) => doc.verdict === 'GO');
      return result.status === 'passed' && !isGo ? { status: 'failed' } : undefined;
    } finally {
      this.forgetSignals();
      runs.close();
      for (const lock of prepared.locks) lock.release();
    }
  }
}

function factsOf(config: FullConfig): PlanFacts {
  return { workers: config.workers, headed: config.projects.some((project) => project.use.headless === false) };
}

/** Playwright moves a compiled file's suite to its source but leaves it the generated file's name; JUnit and others show that. */
function showSourcesAsFiles({ rootDir }: FullConfig, root: Suite): void {
  for (const suite of root.suites.flatMap((project) => project.suites)) {
    if (suite.type !== 'file' || suite.location === undefined) continue;
    if (suite.allTests().some((test) => sectionOf(test) !== null))
      suite.title = relative(rootDir, suite.location.file).replaceAll(sep, '/');
  }
}

/** Standard output belongs to the other reporters: one of them may be writing JSON there. */
function say(line: string): void {
  process.stderr.write(`\n${line}\n`);
}
