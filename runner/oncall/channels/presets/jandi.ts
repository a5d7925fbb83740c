import { secretText } from '../common-settings.ts';
import { definePreset } from './preset.ts';

/** Jandi's incoming webhook. */
export const jandi = definePreset({
  name: 'jandi',
  settings: { url: secretText('The webhook address, https://wh.jandi.com/connect-api/webhook/…') },
  spec: ({ url }, fill) => ({
    url: fill(url),
    headers: { accept: 'application/vnd.tosslab.jandi-v2+json' },
    body: {
      json: {
        body: '{{title|truncate:500}}',
        connectColor: '{{action|pick:trigger=#D92D20,resolve=#12805C,*=#475467}}',
        connectInfo: [
          { title: '{{place}}', description: '{{factsText|truncate:3000}}' },
          { title: '{{note|need}}', description: '' },
          ...(['acknowledge', 'run', 'runbook'] as const).map((name) => ({
            title: `{{labels.${name}}}`,
            description: `{{links.${name}|need}}`,
          })),
          { title: '{{labels.picture}}', description: '{{links.picture}}', imageUrl: '{{links.picture|need}}' },
        ],
      },
    },
    escape: 'jandi',
    interrupts: false,
    ownHosts: ['wh.jandi.com'],
  }),
});
