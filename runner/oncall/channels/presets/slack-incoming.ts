import { secretText } from '../common-settings.ts';
import { definePreset } from './preset.ts';

/** Slack's incoming webhook: one fixed conversation, no id in the answer, so nothing can be changed later. */
export const slackIncoming = definePreset({
  name: 'slack-incoming',
  settings: { url: secretText('The webhook address, https://hooks.slack.com/services/…') },
  spec: ({ url }, fill) => ({
    url: fill(url),
    // Facts are plain text, so no sign in them is markup; only our own links are.
    body: {
      json: {
        text: '{{title|truncate:300}}',
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: '{{title|truncate:150}}', emoji: false } },
          { type: 'section', text: { type: 'plain_text', text: '{{factsText|truncate:2900|need}}', emoji: false } },
          { type: 'context', elements: [{ type: 'plain_text', text: '{{place|truncate:1900}}', emoji: false }] },
          { type: 'section', text: { type: 'plain_text', text: '{{note|need}}', emoji: false } },
          ...(['acknowledge', 'run', 'runbook', 'picture'] as const).map((name) => ({
            type: 'section',
            // A plain link: a button's press would have to be answered by a server of ours within three seconds.
            text: { type: 'mrkdwn', text: `<{{links.${name}|need}}|{{labels.${name}}}>` },
          })),
        ],
      },
    },
    escape: 'slack',
    interrupts: false,
    success: [{ path: '', equals: 'ok' }],
    // An empty message is refused with 400 no_text where the address is right, with 403 or 404 where it is not.
    proof: { method: 'POST', url: fill(url), headers: {}, body: { json: {} }, fine: [400] },
    ownHosts: ['hooks.slack.com', 'hooks.slack-gov.com'],
  }),
});
