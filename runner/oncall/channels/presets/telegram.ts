import { Type } from 'typebox';
import { secretText } from '../common-settings.ts';
import { hostOf } from './host-of.ts';
import { definePreset } from './preset.ts';

/** A Telegram bot: plain text without a markup mode, changed in place. */
export const telegram = definePreset({
  name: 'telegram',
  settings: {
    token: secretText("The bot's token"),
    chat: Type.Optional(Type.String({ description: 'One chat for everybody; left out: the address of each person' })),
    endpoint: Type.Optional(Type.String({ description: 'A bot API server of your own' })),
  },
  spec: ({ token, chat, endpoint }, fill) => {
    const base = `${(endpoint ?? 'https://api.telegram.org').replace(/\/+$/, '')}/bot${fill(token)}`;
    const chatId = chat === undefined ? '{{to.address}}' : fill(chat);
    const message = {
      chat_id: chatId,
      text: '{{text|fit:4096}}',
      link_preview_options: { is_disabled: true },
    };
    return {
      url: `${base}/sendMessage`,
      body: {
        json: { ...message, disable_notification: '{{kind|pick:page=false,worse=false,escalation=false,*=true|flag}}' },
      },
      escape: 'telegram',
      interrupts: true,
      success: [{ path: '$.ok', equals: true }],
      // An edit that is tried again after its answer was lost.
      alreadyDone: /message is not modified/,
      idFrom: '$.result.message_id',
      retryAfterFrom: '$.parameters.retry_after',
      update: {
        method: 'POST',
        url: `${base}/editMessageText`,
        headers: {},
        body: { json: { ...message, message_id: '{{updates|number}}' } },
      },
      proof: {
        method: 'GET',
        url: `${base}/getMe`,
        headers: {},
        body: null,
        fine: [],
        success: [{ path: '$.ok', equals: true }],
      },
      needsAddress: chat === undefined ? /^(-?\d{3,20}|@[A-Za-z0-9_]{4,40})$/ : null,
      ownHosts: ['api.telegram.org', ...hostOf(endpoint)],
    };
  },
});
