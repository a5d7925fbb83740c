import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { SetupError } from '../../model/trouble.ts';
import { channelText } from './text.ts';

/*
 * Standard Webhooks: the receiver can tell that a call is ours and new. Several secrets sign side by side while they are being changed.
 * https://github.com/standard-webhooks/standard-webhooks
 */

export type WebhookSigner = {
  /** The value of `webhook-signature`. */
  readonly signature: (facts: { readonly id: string; readonly timestamp: number; readonly body: string }) => string;
};

export type NamedSecret = { readonly name: string; readonly value: string };

/** Makes a signer of `whsec_` (HMAC) and `whsk_` (Ed25519) secrets; throws SetupError, without the value, for one that is neither. */
export function createSigner(channel: string, secrets: readonly NamedSecret[]): WebhookSigner {
  const signers = secrets.map((secret) => signerOf(channel, secret));
  return {
    signature: ({ id, timestamp, body }) => {
      const content = Buffer.from(`${id}.${timestamp}.${body}`, 'utf8');
      return signers.map((one) => one(content)).join(' ');
    },
  };
}

function signerOf(channel: string, { name, value }: NamedSecret): (content: Buffer) => string {
  const fail = (why: string): never => {
    throw new SetupError(channelText.secretUnfit({ channel, name, why }));
  };
  const [, prefix, encoded = ''] = /^(whsec|whsk)_(.*)$/s.exec(value) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64').replaceAll('=', '') !== encoded.replaceAll('=', '')) return fail('base64');
  if (prefix === 'whsec') {
    if (bytes.length < 24 || bytes.length > 64) return fail('whsec_ + 24…64 bytes (base64)');
    return (content) => `v1,${createHmac('sha256', bytes).update(content).digest('base64')}`;
  }
  if (prefix !== 'whsk') return fail('whsec_… / whsk_…');
  // A seed, or a seed with the public key behind it.
  if (bytes.length !== 32 && bytes.length !== 64) return fail('whsk_ + 32 / 64 bytes (base64)');
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), bytes.subarray(0, 32)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return (content) => `v1a,${sign(null, content, key).toString('base64')}`;
}
