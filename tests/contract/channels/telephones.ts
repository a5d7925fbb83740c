import { alimtalk, at, phone, token, type UnderTest } from './set-up.ts';

/** Telephones, as a team would set them up. */
export const telephones: readonly UnderTest[] = [
  {
    name: 'aligo',
    kind: 'aligo',
    address: phone,
    settings: (url) => ({
      'api-key': '${secret:TOKEN}',
      user: 'shop',
      'sender-number': '02-1234-5678',
      ...alimtalk,
      ...at(url, 'endpoint'),
    }),
    secrets: () => ({ TOKEN: token, SENDER_KEY: 'senderkey-40-characters' }),
  },
  {
    name: 'nhn',
    kind: 'nhn',
    address: phone,
    settings: (url) => ({
      appkey: '${secret:APPKEY}',
      'secret-key': '${secret:TOKEN}',
      'sender-number': '02-1234-5678',
      ...alimtalk,
      ...at(url, 'endpoint'),
    }),
    secrets: () => ({ TOKEN: token, APPKEY: 'appkey-of-the-shop', SENDER_KEY: 'senderkey-40-characters' }),
  },
  {
    name: 'solapi-alimtalk',
    kind: 'solapi',
    address: phone,
    settings: (url) => ({
      'api-key': '${secret:KEY}',
      'api-secret': '${secret:TOKEN}',
      sender: '02-1234-5678',
      channel: 'KA01PF',
      template: 'KA01TP',
      ...at(url, 'endpoint'),
    }),
    secrets: () => ({ TOKEN: token, KEY: 'NCS-api-key-of-shop' }),
  },
  {
    name: 'solapi-sms',
    kind: 'solapi',
    address: phone,
    settings: (url) => ({
      'api-key': '${secret:KEY}',
      'api-secret': '${secret:TOKEN}',
      sender: '0212345678',
      ...at(url, 'endpoint'),
    }),
    secrets: () => ({ TOKEN: token, KEY: 'NCS-api-key-of-shop' }),
  },
  {
    name: 'solapi-voice',
    kind: 'solapi',
    address: phone,
    settings: (url) => ({
      'api-key': '${secret:KEY}',
      'api-secret': '${secret:TOKEN}',
      sender: '0212345678',
      type: 'voice',
      ...at(url, 'endpoint'),
    }),
    secrets: () => ({ TOKEN: token, KEY: 'NCS-api-key-of-shop' }),
  },
];
