import type { JsonObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { severities, type Device, type Policy } from '../model/checklist.ts';
import { isText, readDuration } from './check-text.ts';
import type { Problems } from './problems.ts';
import type { Reading } from './reading.ts';
import type { Defaults } from './sections.ts';
import { didYouMean } from './suggest.ts';
import { child, textOf, toJson, toJsonObject, type MapNode, type Node } from './tree.ts';

/** What steps have when they do not say otherwise. */
export function readDefaults(reading: Reading, node: Node | undefined): Defaults {
  const timeout = child(node, 'timeout');
  return {
    timeoutMs:
      timeout !== undefined && isText(timeout) ? readDuration(reading, timeout, '"timeout"') : limits.stepTimeoutMs,
    severity: severities.find((each) => each === textOf(child(node, 'severity'))) ?? 'major',
    owner: textOf(child(node, 'owner')) ?? null,
    runbook: textOf(child(node, 'runbook')) ?? null,
  };
}

/** What a flaky step does to the verdict. */
export function readPolicy(node: Node | undefined): Policy {
  const flaky = textOf(child(node, 'flaky'));
  return { flaky: flaky === 'allow' || flaky === 'fail' ? flaky : 'inconclusive' };
}

/** A device by name or size; null when there is none. */
export function deviceOf(node: Node | undefined, names: readonly string[], problems: Problems): Device | null {
  const name = textOf(node);
  if (node !== undefined && name !== undefined) {
    if (!names.includes(name))
      problems.add(
        'E_DEVICE',
        node.at,
        `there is no device "${name}"`,
        `${didYouMean(name, names, 'devices')} Or write { width: 390, height: 844 }`,
      );
    return { name };
  }
  const { width, height } =
    node?.kind === 'map' ? Object.fromEntries(node.entries.map((entry) => [entry.key, toJson(entry.value)])) : {};
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : null;
}

/** Locale or time zone, known to this machine. */
export function regional(root: MapNode, key: 'locale' | 'timezone', fallback: string, problems: Problems): string {
  const node = child(root, key);
  const value = textOf(node);
  if (node === undefined || value === undefined) return fallback;
  if (isRegional(key, value)) return value;
  problems.add(
    'E_LOCALE',
    node.at,
    `"${value}" is no ${key === 'locale' ? 'locale' : 'time zone'}`,
    `write for example ${fallback}`,
  );
  return fallback;
}

function isRegional(key: 'locale' | 'timezone', value: string): boolean {
  try {
    if (key === 'locale') return Intl.DateTimeFormat.supportedLocalesOf(value).length > 0;
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch (error) {
    // Intl answers a name that it does not know with a RangeError.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Variables of the checklist, by name. */
export function readVariables(reading: Reading, node: Node | undefined): JsonObject {
  for (const name of Object.keys(toJsonObject(node))) reading.definedNames.add(name);
  return toJsonObject(node);
}
