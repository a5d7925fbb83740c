import { Type } from 'typebox';
import { secretText } from '../common-settings.ts';
import { hostOf } from './host-of.ts';
import { definePreset } from './preset.ts';

/** ntfy: a push of the loudest kind, published as JSON so that Korean titles need no header. */
export const ntfy = definePreset({
  name: 'ntfy',
  settings: {
    topic: Type.Optional(
      Type.String({ description: 'One topic for everybody (often ${secret:…}); left out: each person’s' }),
    ),
    server: Type.Optional(Type.String({ description: 'A server of your own; https://ntfy.sh when left out' })),
    token: Type.Optional(secretText('An access token, tk_…')),
  },
  spec: ({ topic, server, token }, fill) => {
    const base = (server ?? 'https://ntfy.sh').replace(/\/+$/, '');
    return {
      url: `${base}/`,
      headers: token === undefined ? {} : { authorization: `Bearer ${fill(token)}` },
      body: {
        json: {
          topic: topic === undefined ? '{{to.address}}' : fill(topic),
          title: '{{title|bytes:240}}',
          message: '{{text|fit:3900,utf8}}',
          priority: '{{kind|pick:page=5,worse=5,escalation=5,resolved=3,test=4,*=2|number}}',
          tags: ['{{action|pick:trigger=rotating_light,resolve=white_check_mark,*=speech_balloon}}'],
          click: '{{links.acknowledge|omit}}',
          actions: [
            { action: 'view', label: '{{labels.acknowledge}}', url: '{{links.acknowledge|need}}' },
            { action: 'view', label: '{{labels.run}}', url: '{{links.run|need}}' },
            { action: 'view', label: '{{labels.runbook}}', url: '{{links.runbook|need}}' },
          ],
        },
      },
      escape: 'none',
      interrupts: true,
      idFrom: '$.id',
      proof: {
        method: 'GET',
        url: `${base}/v1/health`,
        headers: {},
        body: null,
        fine: [],
        success: [{ path: '$.healthy', equals: true }],
      },
      needsAddress: topic === undefined ? /^[A-Za-z0-9_-]{1,64}$/ : null,
      ownHosts: ['ntfy.sh', ...hostOf(server)],
    };
  },
});
