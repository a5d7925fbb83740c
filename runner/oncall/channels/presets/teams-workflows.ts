import { SetupError } from '../../../model/trouble.ts';
import { secretText } from '../common-settings.ts';
import { channelText } from '../text.ts';
import { definePreset } from './preset.ts';

/** Microsoft Teams through a flow of Workflows, which takes adaptive cards only. */
export const teamsWorkflows = definePreset({
  name: 'teams-workflows',
  settings: { url: secretText('The address that Workflows gave for "When a Teams webhook request is received"') },
  spec: ({ url }, fill, channel) => {
    const address = fill(url);
    const host = URL.canParse(address) ? new URL(address).hostname : '';
    if (/(^|\.)(webhook\.office\.com|outlook\.office(365)?\.com)$/.test(host))
      throw new SetupError(channelText.retired({ channel, host }));
    return {
      url: address,
      body: {
        json: {
          type: 'message',
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card }],
        },
      },
      escape: 'adaptive',
      interrupts: false,
      // Teams stops at 28 KB, with what it wraps around.
      maxBytes: 26_000,
      ownHosts: ['*.logic.azure.com', '*.api.powerplatform.com'],
    };
  },
});

const card = {
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  type: 'AdaptiveCard',
  version: '1.4',
  msteams: { width: 'Full' },
  body: [
    {
      type: 'TextBlock',
      text: '{{title|truncate:300}}',
      size: 'Large',
      weight: 'Bolder',
      wrap: true,
      color: '{{action|pick:trigger=Attention,resolve=Good,*=Default}}',
    },
    { type: 'FactSet', facts: '{{facts|fields:title,value,1000|need}}' },
    { type: 'TextBlock', text: '{{place}}', isSubtle: true, wrap: true, spacing: 'Small' },
    { type: 'TextBlock', text: '{{note|need}}', isSubtle: true, wrap: true },
  ],
  actions: (['acknowledge', 'run', 'runbook', 'picture'] as const).map((name) => ({
    type: 'Action.OpenUrl',
    title: `{{labels.${name}}}`,
    url: `{{links.${name}|need}}`,
  })),
};
