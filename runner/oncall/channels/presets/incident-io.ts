import { Type } from 'typebox';
import { secretText } from '../common-settings.ts';
import { hostOf } from './host-of.ts';
import { definePreset } from './preset.ts';

/** incident.io's HTTP alert source: firing and resolved under one deduplication key. */
export const incidentIo = definePreset({
  name: 'incident-io',
  settings: {
    source: Type.String({ pattern: '^[A-Za-z0-9]{6,64}$', description: 'The id of the alert source' }),
    token: secretText("The alert source's token"),
    endpoint: Type.Optional(Type.String({ description: 'https://api.incident.io when left out' })),
  },
  spec: ({ source, token, endpoint }, fill) => {
    const base = (endpoint ?? 'https://api.incident.io').replace(/\/+$/, '');
    return {
      url: `${base}/v2/alert_events/http/${source}`,
      headers: { authorization: `Bearer ${fill(token)}` },
      body: {
        json: {
          title: '{{title|truncate:200|as:none}}',
          description: '{{text|fit:6000}}',
          deduplication_key: '{{dedupKey}}',
          status: '{{action|pick:resolve=resolved,*=firing}}',
          source_url: '{{links.run|omit}}',
          metadata: {
            severity: '{{severity}}',
            target: '{{target.id}}',
            run: '{{runId}}',
            kind: '{{kind}}',
            notice: '{{id}}',
            acknowledge: '{{links.acknowledge|omit}}',
          },
        },
      },
      escape: 'markdown',
      interrupts: true,
      carries: ['page', 'escalation', 'worse', 'update', 'resolved', 'test'],
      idFrom: '$.deduplication_key',
      ownHosts: ['api.incident.io', ...hostOf(endpoint)],
      // Resolving a key that never fired makes nobody's telephone ring.
      proof: {
        method: 'POST',
        url: `${base}/v2/alert_events/http/${source}`,
        headers: { authorization: `Bearer ${fill(token)}` },
        body: { json: { title: 'postflight proof', deduplication_key: 'postflight-proof', status: 'resolved' } },
        fine: [],
      },
    };
  },
});
