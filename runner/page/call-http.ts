import type { APIRequestContext, APIResponse } from '@playwright/test';
import type { JsonValue } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { StepFailure } from '../model/trouble.ts';
import type { World } from '../model/verb.ts';
import { actionBudget, guarded } from './playwright-call.ts';
import { allowedUrl, isAllowed } from './allowed-url.ts';
import { networkTrouble } from './network-trouble.ts';
import { text } from './text.ts';

export const httpMethods = ['get', 'post', 'put', 'patch', 'delete'] as const;

type Scalars = { readonly [name: string]: string | number | boolean };

/** One request, addressed under the name of its method. */
export type HttpRequest = { readonly [M in (typeof httpMethods)[number]]?: string } & {
  readonly query?: Scalars;
  readonly headers?: { readonly [name: string]: string };
  readonly json?: JsonValue;
  readonly form?: Scalars;
};

/** What came back: `facts` for expressions, `shown` for messages. The request's own headers and body are in neither. */
export type HttpAnswer = {
  readonly request: string;
  readonly status: number;
  readonly facts: {
    readonly body: JsonValue;
    readonly status: number;
    readonly headers: { readonly [name: string]: string };
  };
  readonly shown: string;
};

/** Sends one request with the session's cookies. Throws StepFailure when nothing answers. */
export async function call(world: World, args: HttpRequest): Promise<HttpAnswer> {
  const method = httpMethods.find((one) => args[one] !== undefined);
  const address = method === undefined ? undefined : args[method];
  if (method === undefined || address === undefined) throw new StepFailure(text.oneOf({ keys: httpMethods }));
  const url = allowedUrl(world.target, address);
  const request = `${method.toUpperCase()} ${url.href}`;
  const response = await guarded(() => world.request.fetch(url.href, options(method, args, actionBudget(world))), {
    failure: (detail) =>
      new StepFailure(text.noAnswer({ url: url.href, why: networkTrouble(detail) }), {
        detail: networkTrouble(detail).en,
      }),
  });
  try {
    const landed = new URL(response.url());
    if (!isAllowed(world.target, landed))
      throw new StepFailure(text.redirectedAway({ url: landed.href, host: landed.host }));
    return await read(request, response);
  } finally {
    await response.dispose();
  }
}

function options(
  method: string,
  args: HttpRequest,
  timeout: number,
): NonNullable<Parameters<APIRequestContext['fetch']>[1]> {
  return {
    method,
    timeout,
    ...(args.query === undefined ? {} : { params: args.query }),
    ...(args.headers === undefined ? {} : { headers: args.headers }),
    ...(args.json === undefined ? {} : { data: args.json }),
    ...(args.form === undefined ? {} : { form: args.form }),
  };
}

async function read(request: string, response: APIResponse): Promise<HttpAnswer> {
  const bytes = await response.body();
  if (bytes.length > limits.httpBodyBytes) {
    throw new StepFailure(text.bodyTooLarge({ request, bytes: bytes.length, max: limits.httpBodyBytes }));
  }
  const status = response.status();
  const shown = bytes.toString('utf8');
  return { request, status, facts: { body: parseBody(shown), status, headers: response.headers() }, shown };
}

/** JSON when it is JSON, else the text itself, so that a checklist can look into error pages too. */
function parseBody(body: string): JsonValue {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}
