import { Type } from 'typebox';
import { secretText } from '../common-settings.ts';
import type { RequestSpec } from '../webhook-spec.ts';
import { hostOf } from './host-of.ts';
import { definePreset } from './preset.ts';

/** Jira Service Management, the heir of Opsgenie: one alert per page, found again by its alias. */
export const jiraServiceManagement = definePreset({
  name: 'jira-service-management',
  settings: {
    key: secretText('The API key of the integration'),
    endpoint: Type.Optional(Type.String({ description: 'https://api.atlassian.com when left out' })),
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 50 }), { maxItems: 20 })),
  },
  spec: ({ key, endpoint, tags }, fill) => {
    const alerts = `${(endpoint ?? 'https://api.atlassian.com').replace(/\/+$/, '')}/jsm/ops/integration/v2/alerts`;
    const headers = { authorization: `GenieKey ${fill(key)}` };
    const move = (how: string, note: string): RequestSpec => ({
      method: 'POST',
      url: `${alerts}/{{dedupKey}}/${how}?identifierType=alias`,
      headers,
      body: { json: { source: 'postflight', note } },
    });
    return {
      url: alerts,
      headers,
      body: {
        json: {
          message: '{{title|truncate:130}}',
          alias: '{{dedupKey|truncate:512}}',
          description: '{{text|fit:9000}}',
          priority: '{{severity|pick:critical=P1,major=P2,minor=P4,*=P3}}',
          source: 'postflight',
          entity: '{{target.id|truncate:512}}',
          tags: ['postflight', ...(tags ?? [])],
          details: {
            run: '{{runId|omit}}',
            notice: '{{id}}',
            acknowledge: '{{links.acknowledge|omit}}',
            live: '{{links.run|omit}}',
          },
        },
      },
      escape: 'no-tags',
      interrupts: true,
      carries: ['page', 'escalation', 'worse', 'update', 'resolved', 'test'],
      idFrom: '$.requestId',
      resolve: move('close', '{{text|fit:5000}}'),
      acknowledged: move('acknowledge', '{{to.name}}'),
      // Closing what never was is taken and does nothing, and needs the right key.
      proof: {
        ...move('close', 'postflight proof'),
        url: `${alerts}/postflight-proof/close?identifierType=alias`,
        fine: [404],
      },
      ownHosts: ['api.atlassian.com', ...hostOf(endpoint)],
    };
  },
});
