import { Type } from 'typebox';
import { secretText } from '../common-settings.ts';
import { hostOf } from './host-of.ts';
import { definePreset } from './preset.ts';

/** Better Stack: an incident that calls, texts and pushes as its own policy says. */
export const betterStack = definePreset({
  name: 'better-stack',
  settings: {
    token: secretText('An API token of the team'),
    'requester-email': Type.String({
      pattern: '^[^@\\s]+@[^@\\s]+$',
      description: 'In whose name incidents are opened',
    }),
    call: Type.Optional(Type.Boolean()),
    sms: Type.Optional(Type.Boolean()),
    email: Type.Optional(Type.Boolean()),
    push: Type.Optional(Type.Boolean()),
    policy: Type.Optional(Type.String({ description: 'The id of an escalation policy' })),
    endpoint: Type.Optional(Type.String({ description: 'https://uptime.betterstack.com when left out' })),
  },
  spec: (settings, fill) => {
    const incidents = `${(settings.endpoint ?? 'https://uptime.betterstack.com').replace(/\/+$/, '')}/api/v3/incidents`;
    const headers = { authorization: `Bearer ${fill(settings.token)}` };
    return {
      url: incidents,
      headers,
      body: {
        json: {
          requester_email: settings['requester-email'],
          name: '{{target.title|truncate:100}}',
          summary: '{{title|truncate:250}}',
          description: '{{text|fit:6000}}',
          call: settings.call ?? true,
          sms: settings.sms ?? false,
          email: settings.email ?? true,
          push: settings.push ?? true,
          ...(settings.policy === undefined ? {} : { policy_id: settings.policy }),
          metadata: { notice: '{{id}}', page: '{{dedupKey}}' },
        },
      },
      escape: 'no-tags',
      interrupts: true,
      // It cannot change an incident; an update would open a second one.
      carries: ['page', 'escalation', 'worse', 'resolved', 'test'],
      idFrom: '$.data.id',
      // Resolving or acknowledging twice is answered with 409.
      alsoFine: [409],
      resolve: {
        method: 'POST',
        url: `${incidents}/{{updates}}/resolve`,
        headers,
        body: { json: { resolved_by: 'postflight' } },
      },
      proof: { method: 'GET', url: `${incidents}?per_page=1`, headers, body: null, fine: [] },
      ownHosts: ['uptime.betterstack.com', ...hostOf(settings.endpoint)],
    };
  },
});
