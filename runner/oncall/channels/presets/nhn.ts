import { Type } from 'typebox';
import { secretText } from '../common-settings.ts';
import { alimtalkVariables } from './alimtalk-template.ts';
import { hostOf } from './host-of.ts';
import { definePreset } from './preset.ts';

/** NHN Cloud: Alimtalk by an approved template, a text message where KakaoTalk does not reach. */
export const nhn = definePreset({
  name: 'nhn',
  settings: {
    appkey: secretText('The app key'),
    'secret-key': secretText('The secret key'),
    'sender-key': Type.String({ minLength: 1, description: 'The key of the sender profile; may be ${secret:NAME}' }),
    template: Type.String({ minLength: 1, maxLength: 50, description: 'The code of the approved template' }),
    variables: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'Variables of the template; the reference template when left out',
      }),
    ),
    'sender-number': Type.Optional(
      Type.String({ pattern: '^[0-9-]{8,14}$', description: 'The registered number that text messages come from' }),
    ),
    endpoint: Type.Optional(Type.String({ description: 'https://api-alimtalk.cloud.toast.com when left out' })),
  },
  spec: (settings, fill) => {
    const base = (settings.endpoint ?? 'https://api-alimtalk.cloud.toast.com').replace(/\/+$/, '');
    const app = `${base}/alimtalk/v2.3/appkeys/${encodeURIComponent(fill(settings.appkey))}`;
    const key = { 'x-secret-key': fill(settings['secret-key']) };
    const number = settings['sender-number']?.replaceAll('-', '');
    return {
      url: `${app}/messages`,
      // The same key within ten minutes is refused there, so a retry cannot ring twice.
      headers: { ...key, 'x-nc-api-idempotency-key': '{{id}}' },
      body: {
        json: {
          senderKey: fill(settings['sender-key']),
          templateCode: settings.template,
          recipientList: [
            {
              recipientNo: '{{to.digits}}',
              templateParameter: settings.variables ?? alimtalkVariables,
              resendParameter:
                number === undefined
                  ? { isResend: false }
                  : {
                      isResend: true,
                      resendType: 'LMS',
                      resendTitle: '{{title|sms:40}}',
                      resendContent: '{{text|fit:2000,euc-kr}}',
                      resendSendNo: number,
                    },
            },
          ],
        },
      },
      escape: 'none',
      interrupts: true,
      carries: ['page', 'escalation', 'worse', 'resolved', 'test'],
      success: [
        { path: '$.header.isSuccessful', equals: true },
        { path: '$.message.sendResults[0].resultCode', equals: 0 },
      ],
      idFrom: '$.message.requestId',
      proof: {
        method: 'GET',
        url: `${app}/senders?pageNum=1&pageSize=1`,
        headers: key,
        body: null,
        fine: [],
        success: [{ path: '$.header.isSuccessful', equals: true }],
      },
      needsAddress: /^[+0-9 ()-]{8,20}$/,
      ownHosts: ['api-alimtalk.cloud.toast.com', ...hostOf(settings.endpoint)],
    };
  },
});
