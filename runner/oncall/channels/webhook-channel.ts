import type { Notice, OpenChannel, Recipient } from '../../model/channel.ts';
import { SetupError } from '../../model/trouble.ts';
import type { Dialect } from '../template/escape.ts';
import { budgets } from '../template/message.ts';
import { renderHeader, renderText, renderTree, renderUrl } from '../template/template.ts';
import { viewOf, type View } from '../template/view.ts';
import { openHttpChannel, type Draft, type Opened } from './http-channel.ts';
import { checkAddress } from './hosts.ts';
import type { HttpCall } from './http.ts';
import type { Judging } from './judge.ts';
import type { WebhookSigner } from './sign-webhook.ts';
import { channelText } from './text.ts';
import { compileRequest, type CompiledRequest, type RequestSpec, type WebhookSpec } from './webhook-spec.ts';
import type { ChannelWorld } from './world.ts';

/** A channel out of a webhook's description. Everything that can be wrong with it is found here, not at night. */
export function openWebhook(
  opened: Opened,
  spec: WebhookSpec,
  world: ChannelWorld,
  signer: WebhookSigner | null = null,
): OpenChannel {
  const compiled = compileAll(opened.id, spec);
  const { carries } = spec;
  const draft = (notice: Notice, to: Recipient, updates: string | null): Draft => {
    if (spec.needsAddress !== null && !spec.needsAddress.test(to.address))
      return { kind: 'refused', why: channelText.noAddress };
    const request = choose(compiled, notice, updates);
    if (request.needsId && updates === null) return { kind: 'refused', why: channelText.noId };
    return {
      kind: 'call',
      call: callOf(request, notice, { to, updates, spec }),
      judging: request === compiled.first ? judgingOf(spec) : { ...judgingOf(spec), idFrom: null },
    };
  };
  const { proof, acknowledged } = compiled;
  return openHttpChannel(
    opened,
    {
      kind: spec.kind,
      interrupts: spec.interrupts,
      edits: spec.update !== null,
      timeoutMs: spec.timeoutMs,
      maxBytes: spec.maxBytes,
      hosts: spec.hosts,
      carries: carries === null ? null : (kind) => carries.includes(kind),
      draft,
      ...(signer === null ? {} : { stamp: stampBy(signer, world) }),
      proof: proof === null ? null : () => proofDraft(proof, spec),
      ...(acknowledged === null
        ? {}
        : {
            acknowledged: (notice: Notice, by: string): Draft => ({
              kind: 'call',
              call: callOf(acknowledged, notice, { to: { ...noRecipient, name: by }, updates: null, spec }),
              judging: { ...judgingOf(spec), idFrom: null },
            }),
          }),
    },
    world,
  );
}

const noRecipient: Recipient = { person: '-', name: '-', language: 'ko', address: '' };

type Compiled = {
  readonly first: CompiledRequest;
  readonly update: CompiledRequest | null;
  readonly resolve: CompiledRequest | null;
  readonly proof: CompiledRequest | null;
  readonly acknowledged: CompiledRequest | null;
};

function compileAll(channel: string, spec: WebhookSpec): Compiled {
  const compile = (request: RequestSpec | null | undefined): CompiledRequest | null => {
    if (request === null || request === undefined) return null;
    checkUrl(channel, request.url, spec);
    checkHeaders(channel, request.headers);
    return compileRequest(request);
  };
  const first = compileRequest(spec);
  return {
    first: compile(spec) ?? first,
    update: compile(spec.update),
    resolve: compile(spec.resolve),
    proof: compile(spec.proof),
    acknowledged: compile(spec.acknowledged),
  };
}

/** The server must stand before the first value: no value may choose where a message goes. */
function checkUrl(channel: string, url: string, { hosts }: WebhookSpec): void {
  const fixed = url.split('{{')[0] ?? '';
  const isWhole =
    /^https?:\/\/[^/?#\\\s]+([/?#]|$)/.test(fixed) && (fixed === url || /^https?:\/\/[^/?#]+[/?#]/.test(fixed));
  if (!isWhole || !URL.canParse(fixed)) throw new SetupError(channelText.urlWrong({ channel }));
  checkAddress(channel, new URL(fixed), hosts);
}

function checkHeaders(channel: string, headers: RequestSpec['headers']): void {
  for (const [name, value] of Object.entries(headers)) {
    const isFit =
      /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}$/.test(name) && /^[\x20-\x7e]*$/.test(value.replaceAll(/\{\{.*?\}\}/g, ''));
    const isOurs = /^(host|content-length|transfer-encoding|connection|webhook-.*)$/i.test(name);
    if (!isFit || isOurs)
      throw new SetupError(channelText.settingsWrong({ channel, kind: 'webhook', why: `headers: "${name}"` }));
  }
}

function choose({ first, update, resolve }: Compiled, notice: Notice, updates: string | null): CompiledRequest {
  if (notice.kind === 'resolved' && resolve !== null) return resolve;
  // What is told on the way must not take the place of what has to be done.
  const isChange = updates !== null && notice.kind !== 'status';
  return isChange && update !== null ? update : first;
}

type Filling = { readonly to: Recipient; readonly updates: string | null; readonly spec: WebhookSpec };

/** The request with everything in it, said shorter and shorter until it fits. */
function callOf(request: CompiledRequest, notice: Notice, { to, updates, spec }: Filling): HttpCall {
  let call: HttpCall | null = null;
  for (const budget of budgets) {
    const view = viewOf(notice, to, { updates, budget });
    call = fill(request, view, spec.escape, notice.id);
    if (Buffer.byteLength(call.body ?? '', 'utf8') <= spec.maxBytes) return call;
  }
  return call ?? fill(request, viewOf(notice, to, { updates }), spec.escape, notice.id);
}

function fill(request: CompiledRequest, view: View, escape: Dialect, id: string): HttpCall {
  const { body, type } = bodyOf(request, view, escape);
  return {
    method: request.method,
    url: renderUrl(request.url, view),
    headers: {
      ...(type === null ? {} : { 'content-type': type }),
      ...Object.fromEntries(request.headers.map(([name, value]) => [name, renderHeader(value, view)])),
      'webhook-id': id.replaceAll(/[^\x21-\x7e]/gu, '-'),
    },
    body,
  };
}

function bodyOf(
  { body }: CompiledRequest,
  view: View,
  escape: Dialect,
): { readonly body: string | null; readonly type: string | null } {
  if (body === null) return { body: null, type: null };
  if (body.kind === 'json')
    return { body: JSON.stringify(renderTree(body.tree, view, escape)), type: 'application/json; charset=utf-8' };
  if (body.kind === 'text') return { body: renderText(body.template, view, escape), type: 'text/plain; charset=utf-8' };
  const form = new URLSearchParams();
  for (const [name, template] of body.fields) {
    const value = renderText(template, view, escape);
    if (value !== '') form.append(name, value);
  }
  return { body: form.toString(), type: 'application/x-www-form-urlencoded; charset=utf-8' };
}

function judgingOf({ success, alsoFine, alreadyDone, idFrom, retryAfterFrom, passing }: WebhookSpec): Judging {
  return {
    success,
    idFrom,
    ...(alsoFine === undefined ? {} : { alsoFine }),
    ...(alreadyDone === undefined ? {} : { alreadyDone }),
    ...(retryAfterFrom === undefined ? {} : { retryAfterFrom }),
    ...(passing === undefined ? {} : { passing }),
  };
}

function proofDraft(proof: CompiledRequest, spec: WebhookSpec): Draft {
  return {
    kind: 'call',
    call: fill(proof, {}, spec.escape, 'proof'),
    judging: { success: spec.proof?.success ?? [], alsoFine: spec.proof?.fine ?? [], idFrom: null },
  };
}

function stampBy(
  signer: WebhookSigner,
  { clock }: ChannelWorld,
): {
  readonly names: readonly string[];
  readonly make: (call: HttpCall) => { readonly [name: string]: string };
} {
  return {
    names: ['webhook-timestamp', 'webhook-signature'],
    make: (call) => {
      const timestamp = Math.floor(clock.now() / 1_000);
      const id = call.headers['webhook-id'] ?? '';
      return {
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signer.signature({ id, timestamp, body: call.body ?? '' }),
      };
    },
  };
}
