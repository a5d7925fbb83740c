import { existsSync, mkdirSync } from 'node:fs';
import { hostRule, meansHost, placeOfUrl, showPlace } from '../base/host.ts';
import type { Bilingual } from '../base/bilingual.ts';
import { formatKst, type Clock } from '../base/clock.ts';
import { limits } from '../base/limits.ts';
import { findBrowser } from '../engine/browser.ts';
import { identifyDeployment, reachTarget } from '../engine/identify.ts';
import { folderProblem } from '../engine/preflight.ts';
import { createSecrets, environmentRedactor } from '../engine/secrets.ts';
import { openGateway } from '../gateways/index.ts';
import type { Target } from '../model/target.ts';
import { SetupError } from '../model/trouble.ts';
import { isBrowsersOwn } from '../network/allow-list.ts';
import { upstreamOf } from '../network/upstream.ts';
import { lookAtOwnKeys } from '../archive/own-keys.ts';
import { loadReportSigner } from '../archive/report-signer.ts';
import { loadLedgerSigner, readTrust } from '../sign/state.ts';
import { text } from './doctor-text.ts';
import type { Places } from './places.ts';

/** One line of `doctor`. `unsure`: it could not be told; `note`: right, but worth knowing. */
export type Finding = { readonly kind: 'ok' | 'note' | 'problem' | 'unsure'; readonly text: Bilingual };

export type Checked = {
  readonly target: Target;
  readonly places: Places;
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
};

/** Everything that a run would stumble over, looked at before somebody needs it. Pays nothing and writes nothing but folders. */
export async function checkEverything(checked: Checked): Promise<readonly Finding[]> {
  const { target, places, env } = checked;
  const shop = await reachTarget(target);
  const fromShop =
    shop.kind === 'reached'
      ? [ok(text.reached()), ...(await checkBuild(target)), await checkClock(checked)]
      : [problem(shop.message)];
  return [
    ...fromShop,
    ...setup(() => checkGateway(checked)),
    ...setup(() => [ok(text.browser({ path: findBrowser({ headed: false, debug: false }, env).executable }))]),
    ...setup(() => checkKeys(checked)),
    ...[places.state, places.reports].flatMap((folder) => setup(() => checkFolder(folder))),
    ...checkHosts(target),
    ...setup(() => checkUpstream(env)),
  ];
}

const ok = (words: Bilingual): Finding => ({ kind: 'ok', text: words });
const note = (words: Bilingual): Finding => ({ kind: 'note', text: words });
const problem = (words: Bilingual): Finding => ({ kind: 'problem', text: words });

/** What is set up wrong says so itself. */
function setup(check: () => readonly Finding[]): readonly Finding[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof SetupError) return [problem(error.text)];
    throw error;
  }
}

/** A key that nobody would believe is found here, and not at midnight. */
function checkKeys({ places, env, clock }: Checked): readonly Finding[] {
  const signer = loadReportSigner(places, env);
  const trust = existsSync(places.trust) ? readTrust(places.trust) : { keys: [] };
  const { refused, doubts } = lookAtOwnKeys(trust, { signer, ledger: loadLedgerSigner(places, env) }, clock.now());
  const found = [...(refused === null ? [] : [refused]), ...doubts.map(({ message }) => message)];
  return found.length === 0 ? [ok(text.signer({ id: signer.keyId }))] : found.map(problem);
}

async function checkBuild(target: Target): Promise<readonly Finding[]> {
  const { fingerprint, problem: why, deployedAt } = await identifyDeployment(target);
  if (target.deployment === null) return [note(text.noBuild())];
  if (fingerprint === null || why !== null) return [{ kind: 'unsure', text: why ?? text.noBuild() }];
  if (deployedAt === undefined) return [ok(text.build({ fingerprint })), note(text.noDeployedAt())];
  if (deployedAt === null) return [ok(text.build({ fingerprint })), { kind: 'unsure', text: text.deployedAtUnread() }];
  return [ok(text.buildSince({ fingerprint, since: formatKst(Date.parse(deployedAt)) }))];
}

/** The shop's clock is the one that its payments are booked by. */
async function checkClock({ target, clock }: Checked): Promise<Finding> {
  const answer = await fetch(target.baseUrl, { redirect: 'manual', signal: AbortSignal.timeout(limits.gatewayCallMs) });
  await answer.body?.cancel();
  const said = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(said)) return { kind: 'unsure', text: text.clockUnknown() };
  const seconds = Math.round(Math.abs(clock.now() - said) / 1_000);
  const max = limits.gatewaySkewMs / 1_000;
  return seconds <= max ? ok(text.clock({ seconds })) : problem(text.clockWrong({ seconds, max }));
}

function checkGateway({ target, env }: Checked): readonly Finding[] {
  const { gateway } = target;
  if (gateway === null) return [note(text.noGateway())];
  const key = createSecrets(env, environmentRedactor(env)).get(gateway.secretKeyName);
  // Opening it asks nobody; it refuses a key that is not a test key, and a host that is not the gateway's.
  openGateway(gateway, key);
  const found = ok(text.testKey({ variable: `POSTFLIGHT_SECRET_${gateway.secretKeyName}` }));
  return gateway.lane === 'none' ? [found, note(text.laneNone())] : [found];
}

function checkFolder(folder: string): readonly Finding[] {
  mkdirSync(folder, { recursive: true });
  const wrong = folderProblem(folder);
  return [wrong === null ? ok(text.folder({ folder })) : problem(wrong)];
}

function checkHosts(target: Target): readonly Finding[] {
  const shop = placeOfUrl(new URL(target.baseUrl));
  const rules = target.allowedHosts.flatMap((host) => hostRule(host) ?? []);
  const own = target.allowedHosts.filter((host, index) => {
    const rule = hostRule(host);
    if (rule === null) return false;
    const isShop = shop !== null && meansHost(rule, shop);
    return isShop || rules.findIndex((one) => sameRule(one, rule)) < index;
  });
  const makers = target.allowedHosts.filter((host) => {
    const [rule] = [hostRule(host)];
    return rule !== null && rule.ports.some((port) => isBrowsersOwn({ host: rule.host, port }));
  });
  return [
    ok(text.hosts({ count: target.allowedHosts.length, policy: target.unknownHosts })),
    ...own.map((host) => note(text.hostTwice({ host }))),
    ...makers.map((host) => note(text.hostOfMaker({ host }))),
  ];
}

function sameRule(one: { host: string; ports: readonly number[] }, other: { host: string; ports: readonly number[] }) {
  return (
    showPlace({ host: one.host, port: one.ports[0] ?? 0 }) ===
    showPlace({ host: other.host, port: other.ports[0] ?? 0 })
  );
}

function checkUpstream(env: NodeJS.ProcessEnv): readonly Finding[] {
  upstreamOf(env);
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].filter((name) => (env[name] ?? '') !== '');
  return names.length === 0 ? [] : [note(text.upstream({ names: names.join(', ') }))];
}
