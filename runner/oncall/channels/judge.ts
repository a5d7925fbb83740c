import type { Bilingual } from '../../base/bilingual.ts';
import { isObject } from '../../base/json.ts';
import type { Clock } from '../../base/clock.ts';
import type { Delivery } from '../../model/channel.ts';
import type { Hide } from './hide.ts';
import type { HttpAnswer } from './http.ts';
import { channelText } from './text.ts';

/** What of an answer says that the message was taken, beyond a 2xx. */
export type Success = { readonly path: string; readonly equals: string | number | boolean };

export type Judging = {
  /** All of them must hold; an empty list: the status alone counts. */
  readonly success: readonly Success[];
  /** Other statuses that mean the same, such as 409 for what was already done. */
  readonly alsoFine?: readonly number[];
  /** A refusal that says that it has been done already, such as an edit that was taken before the line was cut. */
  readonly alreadyDone?: RegExp;
  /** Where the answer holds the id of the message. */
  readonly idFrom: string | null;
  /** Where the answer says in seconds when to come back. */
  readonly retryAfterFrom?: string | null;
  /** Refusals by the provider's own word that will pass: a value at a path of `success`, or its `error`. */
  readonly passing?: readonly (string | number)[];
};

/** What an answer means for the outbox. Nothing but the agreed word of the provider is `accepted`. */
export function judgeAnswer(answer: HttpAnswer, judging: Judging, hide: Hide, clock: Clock): Delivery {
  if (answer.kind === 'silent') return { kind: 'retry', httpStatus: null, retryAfterMs: null, why: answer.why };
  if (answer.kind === 'not-sent') return { kind: 'refused', httpStatus: null, why: answer.why };
  const { status } = answer;
  const said = hide.answer(answer.body);
  const retryAfterMs = waitOf(answer, judging.retryAfterFrom ?? null, clock);
  const again = (why: Words): Delivery => ({
    kind: 'retry',
    httpStatus: status,
    retryAfterMs,
    why: why({ status, answer: said }),
  });
  if ((judging.alsoFine ?? []).includes(status))
    return { kind: 'accepted', httpStatus: status, providerId: null, answer: said };
  if (status >= 300 && status < 400)
    return { kind: 'refused', httpStatus: status, why: channelText.redirected({ status }) };
  if ([408, 425, 429].includes(status) || status >= 500) return again(channelText.busy);
  if (status >= 400 && judging.alreadyDone?.test(answer.body) === true)
    return { kind: 'accepted', httpStatus: status, providerId: null, answer: said };
  if (status < 200 || status >= 300)
    return { kind: 'refused', httpStatus: status, why: channelText.denied({ status, answer: said }) };
  return judgeBody(answer, judging, { said, again });
}

type Words = (facts: { readonly status: number; readonly answer: string }) => Bilingual;
type Said = {
  readonly said: string;
  readonly again: (why: Words) => Delivery;
};

/** A 2xx; some providers say no inside of it. An answer that is not theirs at all (a portal's page) decides nothing. */
function judgeBody(
  answer: Extract<HttpAnswer, { kind: 'answered' }>,
  judging: Judging,
  { said, again }: Said,
): Delivery {
  for (const { path, equals } of judging.success) {
    const found = path === '' ? answer.body.trim() : at(answer.json, path);
    if (found === undefined) return again(channelText.unclear);
    if (isSame(found, equals)) continue;
    // The word itself or the reason beside it, as in { ok: false, error: "ratelimited" }.
    const reason = at(answer.json, '$.error');
    const willPass = (judging.passing ?? []).some((word) => isSame(found, word) || isSame(reason, word));
    if (willPass) return again(channelText.busy);
    return {
      kind: 'refused',
      httpStatus: answer.status,
      why: channelText.denied({ status: answer.status, answer: said }),
    };
  }
  const id = judging.idFrom === null ? undefined : at(answer.json, judging.idFrom);
  const providerId = typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, longestId) : null;
  return {
    kind: 'accepted',
    httpStatus: answer.status,
    providerId: providerId === '' ? null : providerId,
    answer: said,
  };
}

/** Providers write 0 and "0" for the same. */
function isSame(found: unknown, wanted: string | number | boolean): boolean {
  if (typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean')
    return String(found) === String(wanted);
  return false;
}

const longestId = 200;

/** The value at `a.b[0].c` (a leading `$.` is welcome); undefined when there is none. */
export function at(json: unknown, path: string): unknown {
  let value: unknown = json;
  const steps = path.replace(/^\$\.?/, '').match(/[^.[\]]+/g) ?? [];
  for (const step of steps) {
    if (Array.isArray(value)) value = /^\d+$/.test(step) ? value[Number(step)] : undefined;
    else if (isObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}

/** A provider that asks for more than this has answered a different question. */
const longestWaitMs = 3_600_000;

function waitOf(answer: Extract<HttpAnswer, { kind: 'answered' }>, path: string | null, clock: Clock): number | null {
  const inBody = path === null ? undefined : at(answer.json, path);
  if (typeof inBody === 'number' && inBody >= 0) return Math.min(Math.ceil(inBody * 1_000), longestWaitMs);
  const header = answer.retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(header)) return Math.min(Number(header) * 1_000, longestWaitMs);
  // A date as HTTP writes it; the platform's parser takes nearly anything for one.
  const until = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(until) ? null : Math.min(Math.max(0, until - clock.now()), longestWaitMs);
}
