import { at, hook, listed, token, type UnderTest } from './set-up.ts';

/** Chats and pushes, as a team would set them up. */
export const chats: readonly UnderTest[] = [
  {
    name: 'discord',
    kind: 'discord',
    address: '',
    settings: (url) => ({ url: '${secret:HOOK}', ...listed(url) }),
    secrets: (url) => hook(url, 'https://discord.com', `/api/webhooks/112233/${token}`),
  },
  {
    name: 'jandi',
    kind: 'jandi',
    address: '',
    settings: (url) => ({ url: '${secret:HOOK}', ...listed(url) }),
    secrets: (url) => hook(url, 'https://wh.jandi.com', `/connect-api/webhook/1/${token}`),
  },
  {
    name: 'ntfy',
    kind: 'ntfy',
    address: 'shop-kim',
    settings: (url) => ({ token: '${secret:TOKEN}', ...at(url, 'server') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'slack-bot',
    kind: 'slack-bot',
    address: 'C0RELEASE7',
    settings: (url) => ({ token: '${secret:TOKEN}', ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: token }),
  },
  {
    name: 'slack-incoming',
    kind: 'slack-incoming',
    address: '',
    settings: (url) => ({ url: '${secret:HOOK}', ...listed(url) }),
    secrets: (url) => hook(url, 'https://hooks.slack.com', `/services/T0/B0/${token}`),
  },
  {
    name: 'teams-workflows',
    kind: 'teams-workflows',
    address: '',
    settings: (url) => ({ url: '${secret:HOOK}', ...listed(url) }),
    secrets: (url) =>
      hook(
        url,
        'https://prod-01.koreacentral.logic.azure.com',
        `/workflows/abc/triggers/manual/paths/invoke?api-version=2016-06-01&sig=${token}`,
      ),
  },
  {
    name: 'telegram',
    kind: 'telegram',
    address: '-1001234567',
    settings: (url) => ({ token: '${secret:TOKEN}', ...at(url, 'endpoint') }),
    secrets: () => ({ TOKEN: `123456:${token}` }),
  },
];
