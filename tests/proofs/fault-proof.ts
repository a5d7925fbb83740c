import { isObject } from '../../runner/base/json.ts';
import type { DemoStack } from '../kit/demo-stack.ts';

export type FaultExpectation = {
  readonly fault: string;
  readonly fails: readonly string[];
  readonly blocks?: readonly string[];
};

export type FaultResult = {
  readonly fault: string;
  readonly wrong: readonly string[];
  readonly messages: readonly string[];
  readonly seconds: number;
};

/**
 * Runs the whole demo checklist against a shop with one feature broken and says what differs from "exactly the steps that should
 * notice fail". An empty `wrong` is the proof.
 */
export async function proveFault(stack: DemoStack, expected: FaultExpectation): Promise<FaultResult> {
  const started = performance.now();
  await stack.reset();
  // What one fault halts must not block the next.
  const places = await stack.freshPlaces(expected.fault);
  await stack.setFaults({ [expected.fault]: true });
  const { code, stdout, stderr } = await stack.postflight(
    ['run', 'checklists/home-shopping.yaml', '--target', 'demo', '--json', '--no-confirm'],
    places,
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  const steps = readSteps(stdout);
  if (steps === null)
    return { fault: expected.fault, wrong: [`no report: exit ${code}, ${stderr.trim()}`], messages: [], seconds };
  const having = (status: string): readonly string[] =>
    steps.filter((step) => step.status === status).map((step) => step.id);
  const others = steps
    .filter((step) => !['passed', 'failed', 'blocked'].includes(step.status))
    .map((step) => `${step.id} is ${step.status}`);
  const wrong = [
    ...differences('fail', expected.fails, having('failed')),
    ...differences('be blocked', expected.blocks ?? [], having('blocked')),
    ...others,
    ...(code === 1 || code === 3 ? [] : [`exit ${code} instead of 1 or 3`]),
  ];
  const messages = steps.flatMap((step) => (step.status === 'failed' ? [`${step.id}: ${step.message}`] : []));
  return { fault: expected.fault, wrong, messages, seconds };
}

function differences(verb: string, wanted: readonly string[], got: readonly string[]): readonly string[] {
  return [
    ...wanted.filter((id) => !got.includes(id)).map((id) => `${id} should ${verb} and did not`),
    ...got.filter((id) => !wanted.includes(id)).map((id) => `${id} should not ${verb}`),
  ];
}

type Step = { readonly id: string; readonly status: string; readonly message: string };

function readSteps(stdout: string): readonly Step[] | null {
  const line = stdout.split('\n').find((one) => one.startsWith('{"'));
  if (line === undefined) return null;
  const doc: unknown = JSON.parse(line);
  if (!isObject(doc) || !Array.isArray(doc['steps'])) return null;
  return doc['steps'].map((step: unknown) => {
    const failure = isObject(step) && isObject(step['failure']) ? step['failure'] : {};
    const message = isObject(failure['message']) ? String(failure['message']['ko']) : '';
    return {
      id: isObject(step) ? String(step['id']) : '?',
      status: isObject(step) ? String(step['status']) : '?',
      message,
    };
  });
}
