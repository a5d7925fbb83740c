import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlGateway } from '../../fixtures/gateway/client.ts';
import type { Incident } from '../../fixtures/incidents/incident.ts';
import { differencesOf } from '../../fixtures/incidents/outcome.ts';
import { readSeen, type Seen } from '../../fixtures/incidents/seen.ts';
import { switchOn } from '../../fixtures/incidents/switch-on.ts';
import { listReports } from '../../runner/archive/layout.ts';
import type { Ended } from '../kit/built-cli.ts';
import type { DemoStack } from '../kit/demo-stack.ts';

export type IncidentResult = {
  /** Null: the run left no report. */
  readonly seen: Seen | null;
  readonly wrong: readonly string[];
  readonly run: Ended;
  /** Where the run kept things, for a look afterwards. */
  readonly places: NodeJS.ProcessEnv;
  readonly seconds: number;
};

/**
 * Tells one incident on a shop, a gateway and a journal that know nothing yet. An empty `wrong` is the proof. `more` is added to the
 * environment of the run.
 */
export async function proveIncident(
  stack: DemoStack,
  incident: Incident,
  more: NodeJS.ProcessEnv = {},
): Promise<IncidentResult> {
  const started = performance.now();
  const gateway = controlGateway(stack.gatewayUrl);
  await stack.reset();
  await gateway.reset();
  const places = await stack.freshPlaces(incident.name);
  const refused = await switchOn(incident, { shop: stack.shopUrl });
  if (refused !== null) throw new Error(`${incident.name}: ${refused}`);
  const run = await stack.postflight(
    ['run', 'checklists/home-shopping.yaml', '--target', 'demo', '--no-confirm', '--only', ...incident.only],
    { ...places, ...more },
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  const report = listReports(places['POSTFLIGHT_REPORTS'] ?? '').at(-1);
  const told = `${run.stdout}${run.stderr}`.trim();
  if (report === undefined) return { seen: null, wrong: [`no report: ${told}`], run, places, seconds };
  const { live } = await gateway.meters();
  const facts = { exitCode: run.code ?? -1, liveKrw: live.peakMovedKrw };
  const seen = readSeen(readFileSync(join(report, 'journal.jsonl'), 'utf8'), facts);
  return { seen, wrong: differencesOf(incident.expected, seen).map(({ en }) => en), run, places, seconds };
}
