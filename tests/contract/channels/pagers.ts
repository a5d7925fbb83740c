import { at, hook, listed, token, type UnderTest } from './set-up.ts';

/** Pagers and what stands behind them, as a team would set them up. */
export const pagers: readonly UnderTest[] = [
  {
    name: 'alertmanager',
    kind: 'alertmanager',
    address: '',
    settings: (url) => ({
      url: url ?? 'https://alerts.shop.example',
      authorization: '${secret:TOKEN}',
      labels: { team: 'release' },
      ...listed(url),
    }),
    secrets: () => ({ TOKEN: `Bearer ${token}` }),
  },
  {
    name: 'better-stack',
    kind: 'better-stack',
    address: '',
    settings: (url) => ({ token: '${secret:TOKEN}', 'requester-email': 'pager@shop.example', ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'healthchecks',
    kind: 'healthchecks',
    address: '',
    settings: (url) => ({ url: '${secret:HOOK}', ...listed(url) }),
    secrets: (url) => hook(url, 'https://hc-ping.com', `/ping/${token}`),
  },
  {
    name: 'incident-io',
    kind: 'incident-io',
    address: '',
    settings: (url) => ({ source: '01GW2G3V0S59R238FAHPDS1R66', token: '${secret:TOKEN}', ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'jira-service-management',
    kind: 'jira-service-management',
    address: '',
    settings: (url) => ({ key: '${secret:TOKEN}', tags: ['shop'], ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'pagerduty',
    kind: 'pagerduty',
    address: '',
    settings: (url) => ({ 'routing-key': '${secret:TOKEN}', ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'webhook',
    kind: 'webhook',
    address: '',
    settings: (url) => ({
      url: `${url ?? 'https://hooks.shop.example'}/pages/{{target.id}}?for={{to.name}}`,
      headers: { authorization: 'Bearer ${secret:TOKEN}', 'X-Title': '{{title}}' },
      body: {
        json: {
          title: '{{title}}',
          body: '{{text|fit:1000}}',
          facts: '{{facts|fields:name,value}}',
          page: '{{links.picture|omit}}',
        },
      },
      'id-from': '$.id',
      update: {
        url: `${url ?? 'https://hooks.shop.example'}/pages/{{updates}}`,
        method: 'PUT',
        body: { text: '{{title}}' },
      },
      sign: ['${secret:SIGN_NEW}', '${secret:SIGN_OLD}', '${secret:SIGN_KEY}'],
      ...listed(url),
    }),
    secrets: () => ({
      TOKEN: token,
      SIGN_NEW: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
      SIGN_OLD: `whsec_${Buffer.alloc(24, 8).toString('base64')}`,
      SIGN_KEY: `whsk_${Buffer.alloc(32, 9).toString('base64')}`,
    }),
  },
];
