import { Type } from 'typebox';
import type { JsonObject } from '../../../base/json.ts';
import { secretText } from '../common-settings.ts';
import type { RequestSpec } from '../webhook-spec.ts';
import { hostOf } from './host-of.ts';
import { definePreset } from './preset.ts';

/** Prometheus' Alertmanager, mostly inside the company: list its host. */
export const alertmanager = definePreset({
  name: 'alertmanager',
  settings: {
    url: Type.String({ pattern: '^https?://', description: 'Its base address, https://alertmanager.internal:9093' }),
    authorization: Type.Optional(secretText('The whole value of the Authorization header')),
    labels: Type.Optional(Type.Record(Type.String({ pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$' }), Type.String())),
  },
  spec: ({ url, authorization, labels }, fill) => {
    const base = url.replace(/\/+$/, '');
    const headers = authorization === undefined ? {} : { authorization: fill(authorization) };
    const alerts = (annotations: JsonObject, times: JsonObject): RequestSpec => ({
      method: 'POST',
      url: `${base}/api/v2/alerts`,
      headers,
      body: { json: [{ labels: { ...sameAlert, ...labels }, annotations, ...times }] },
    });
    return {
      ...alerts(
        {
          summary: '{{title|truncate:500}}',
          description: '{{text|fit:9000}}',
          runbook_url: '{{links.runbook|omit}}',
          notice: '{{id}}',
        },
        // Without an end it would be taken for resolved after five minutes.
        { startsAt: '{{at}}', endsAt: '{{expiresAt}}', generatorURL: '{{links.run|omit}}' },
      ),
      resolve: alerts({ summary: '{{title|truncate:500}}', notice: '{{id}}' }, { endsAt: '{{at}}' }),
      escape: 'none',
      interrupts: true,
      carries: ['page', 'escalation', 'worse', 'update', 'resolved', 'test'],
      proof: { method: 'GET', url: `${base}/api/v2/status`, headers, body: null, fine: [] },
      ownHosts: hostOf(url),
    };
  },
});

/** An alert is the same one when its labels are the same, so nothing in them may change while it lasts. */
const sameAlert = {
  alertname: 'PostflightPage',
  page: '{{dedupKey}}',
  target: '{{target.id}}',
  severity: '{{severity}}',
} as const;
