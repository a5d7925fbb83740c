import { secretText } from '../common-settings.ts';
import { definePreset } from './preset.ts';

/** Discord's webhook. It answers with an id when asked to wait, so a page is one message that changes. */
export const discord = definePreset({
  name: 'discord',
  settings: { url: secretText('The webhook address, https://discord.com/api/webhooks/…') },
  spec: ({ url }, fill) => {
    const address = fill(url).replace(/[?#].*$/, '');
    // No mention is ever resolved, whatever stands in the text.
    const json = { content: '{{text|fit:2000}}', allowed_mentions: { parse: [] }, flags: 4 };
    return {
      url: `${address}?wait=true`,
      body: { json },
      escape: 'discord',
      interrupts: false,
      idFrom: '$.id',
      retryAfterFrom: '$.retry_after',
      update: {
        method: 'PATCH',
        url: `${address}/messages/{{updates}}`,
        headers: {},
        body: { json: { content: '{{text|fit:2000}}', allowed_mentions: { parse: [] } } },
      },
      // Reading a webhook shows that it is there and the token is right.
      proof: { method: 'GET', url: address, headers: {}, body: null, fine: [] },
      ownHosts: ['discord.com', 'discordapp.com'],
    };
  },
});
