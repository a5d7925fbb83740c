import { Type } from 'typebox';
import { secretText } from '../common-settings.ts';
import { alimtalkReference, alimtalkText, alimtalkVariables } from './alimtalk-template.ts';
import { hostOf } from './host-of.ts';
import { definePreset } from './preset.ts';

/** Aligo: Alimtalk as a form; the whole text is sent and must be the approved one word for word. */
export const aligo = definePreset({
  name: 'aligo',
  settings: {
    'api-key': secretText('The API key'),
    user: Type.String({ minLength: 1, description: 'The user id; may be ${secret:NAME}' }),
    'sender-key': Type.String({ minLength: 1, description: 'The key of the sender profile; may be ${secret:NAME}' }),
    template: Type.String({ minLength: 1, maxLength: 50, description: 'The code of the approved template' }),
    message: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1_000,
        description: 'The approved text, with {{templates}}; the reference text when left out',
      }),
    ),
    'sender-number': Type.String({ pattern: '^[0-9-]{8,14}$', description: 'The registered number of the sender' }),
    endpoint: Type.Optional(Type.String({ description: 'https://kakaoapi.aligo.in when left out' })),
  },
  spec: (settings, fill) => {
    const base = (settings.endpoint ?? 'https://kakaoapi.aligo.in').replace(/\/+$/, '');
    const who = { apikey: fill(settings['api-key']), userid: fill(settings.user) };
    return {
      url: `${base}/akv10/alimtalk/send/`,
      body: {
        form: {
          ...who,
          senderkey: fill(settings['sender-key']),
          tpl_code: settings.template,
          sender: settings['sender-number'].replaceAll('-', ''),
          receiver_1: '{{to.digits}}',
          recvname_1: '{{to.name|truncate:20}}',
          subject_1: '{{title|sms:40}}',
          message_1: settings.message ?? alimtalkText(alimtalkReference, alimtalkVariables),
          failover: 'Y',
          fsubject_1: '{{title|sms:40}}',
          fmessage_1: '{{text|fit:2000,euc-kr}}',
        },
      },
      escape: 'none',
      interrupts: true,
      carries: ['page', 'escalation', 'worse', 'resolved', 'test'],
      success: [{ path: '$.code', equals: 0 }],
      idFrom: '$.info.mid',
      proof: {
        method: 'POST',
        url: `${base}/akv10/heartinfo/`,
        headers: {},
        body: { form: who },
        fine: [],
        success: [{ path: '$.code', equals: 0 }],
      },
      needsAddress: /^[+0-9 ()-]{8,20}$/,
      ownHosts: ['kakaoapi.aligo.in', ...hostOf(settings.endpoint)],
    };
  },
});
