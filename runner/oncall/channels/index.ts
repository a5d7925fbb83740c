import type { ChannelKind } from '../../model/channel.ts';
import { emailKind } from './email.ts';
import { local } from './local.ts';
import { pagerdutyKind } from './pagerduty.ts';
import { aligo } from './presets/aligo.ts';
import { alertmanager } from './presets/alertmanager.ts';
import { betterStack } from './presets/better-stack.ts';
import { discord } from './presets/discord.ts';
import { healthchecks } from './presets/healthchecks.ts';
import { incidentIo } from './presets/incident-io.ts';
import { jandi } from './presets/jandi.ts';
import { jiraServiceManagement } from './presets/jira-service-management.ts';
import { nhn } from './presets/nhn.ts';
import { ntfy } from './presets/ntfy.ts';
import { slackIncoming } from './presets/slack-incoming.ts';
import { teamsWorkflows } from './presets/teams-workflows.ts';
import { telegram } from './presets/telegram.ts';
import { slackBotKind } from './slack-bot.ts';
import { solapiKind } from './solapi.ts';
import { webhookKind } from './webhook.ts';
import { systemWorld, type ChannelWorld } from './world.ts';

/** THE LIST of channel kinds that speak to the world outside. A test gives them its own clock and name service. */
export function outsideKinds(world: ChannelWorld = systemWorld): readonly ChannelKind[] {
  return [
    emailKind,
    webhookKind(world),
    pagerdutyKind(world),
    slackBotKind(world),
    solapiKind(world),
    // Ready-made webhooks.
    alertmanager(world),
    aligo(world),
    betterStack(world),
    discord(world),
    healthchecks(world),
    incidentIo(world),
    jandi(world),
    jiraServiceManagement(world),
    nhn(world),
    ntfy(world),
    slackIncoming(world),
    teamsWorkflows(world),
    telegram(world),
  ];
}

/** Every kind that an on-call file may name. */
export const channelKinds: readonly ChannelKind[] = [local, ...outsideKinds()];
