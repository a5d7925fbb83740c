import type { JsonObject } from '../../base/json.ts';
import type { Notice, Recipient } from '../../model/channel.ts';
import { SetupError } from '../../model/trouble.ts';
import { composeText } from '../template/compose.ts';
import { cutTo, sizeOf, toEucKr } from '../template/measure.ts';
import { messageOf } from '../template/message.ts';
import { readTemplate, renderText, type Template } from '../template/template.ts';
import { viewOf } from '../template/view.ts';
import { alimtalkVariables } from './presets/alimtalk-template.ts';
import { channelText } from './text.ts';

export type SolapiForm = {
  readonly type: 'alimtalk' | 'sms' | 'voice';
  readonly from: string;
  readonly pfId: string | null;
  readonly templateId: string | null;
  readonly variables: readonly (readonly [string, Template])[];
  readonly hasFallback: boolean;
  readonly voice: 'FEMALE' | 'MALE';
};

/** A short message has 90 bytes; a longer one goes as a long message of 2,000 with a subject of 40. */
const smsBytes = 90;
const lmsBytes = 2_000;
const subjectBytes = 40;
const voiceCharacters = 500;

/** Reads the templates of an Alimtalk's variables; throws SetupError when something is missing for it. */
export function compileVariables(
  channel: string,
  type: SolapiForm['type'],
  settings: {
    readonly channel?: string;
    readonly template?: string;
    readonly variables?: { readonly [name: string]: string };
  },
): SolapiForm['variables'] {
  if (type !== 'alimtalk') return [];
  if (settings.channel === undefined || settings.template === undefined)
    throw new SetupError(
      channelText.settingsWrong({ channel, kind: 'solapi', why: 'alimtalk: "channel" + "template"' }),
    );
  return Object.entries(settings.variables ?? alimtalkVariables).map(
    ([name, value]) => [name, readTemplate(value)] as const,
  );
}

/** The `message` of a send. The notice's id goes along as a custom field: the receipt shows which of our messages it is. */
export function solapiMessage(form: SolapiForm, notice: Notice, to: Recipient): JsonObject {
  const common = { to: to.address, from: form.from, customFields: { notice: notice.id.slice(0, 100) } };
  if (form.type === 'voice') return { ...common, ...voiceOf(form, notice, to) };
  const written = textOf(notice, to);
  if (form.type === 'sms') return { ...common, ...written };
  const view = viewOf(notice, to, { updates: null });
  return {
    ...common,
    type: 'ATA',
    // What goes out as a text message where KakaoTalk does not reach.
    ...(form.hasFallback
      ? { text: written.text, ...(written.subject === undefined ? {} : { subject: written.subject }) }
      : {}),
    kakaoOptions: {
      pfId: form.pfId,
      templateId: form.templateId,
      disableSms: !form.hasFallback,
      variables: Object.fromEntries(
        form.variables.map(([name, template]) => [`#{${name}}`, renderText(template, view, 'none')]),
      ),
    },
  };
}

type Written = { readonly type: 'SMS' | 'LMS'; readonly text: string; readonly subject?: string };

/** As short as it can be with the link whole; as long as it must be. */
function textOf(notice: Notice, to: Recipient): Written {
  const message = messageOf(notice, to);
  const size = (text: string): number => sizeOf(text, 'euc-kr');
  const room = { limit: lmsBytes, size, value: toEucKr, url: (url: string) => url };
  const link = message.links[0];
  const short = toEucKr(link === undefined ? message.title : `${message.title} ${link.url}`);
  if (size(short) <= smsBytes) return { type: 'SMS', text: short };
  return {
    type: 'LMS',
    subject: cutTo(toEucKr(message.title), { limit: subjectBytes, size }),
    text: composeText(message, notice, room),
  };
}

/** What a voice reads: no addresses, no brackets. Twice, for who was asleep for the first half. */
function voiceOf({ voice }: SolapiForm, notice: Notice, to: Recipient): JsonObject {
  const { headline, prefix, language, facts } = messageOf(notice, to);
  const first = facts[0] === undefined ? '' : ` ${facts[0].label}: ${facts[0].value}.`;
  const spoken = cutTo(`${prefix.replaceAll(/[[\]]/g, '')}. ${headline}.${first}`, {
    limit: voiceCharacters,
    size: (text) => text.length,
  });
  const { opening, again, closing } = voiceWords[language];
  return {
    type: 'VOICE',
    text: `${opening} ${spoken} ${again} ${spoken}`,
    voiceOptions: { voiceType: voice, replyRange: 1, tailMessage: closing },
  };
}

const voiceWords = {
  ko: {
    opening: '배포 점검 호출입니다.',
    again: '다시 말씀드립니다.',
    closing: '감사합니다. 확인 링크를 눌러 맡아 주세요.',
  },
  en: {
    opening: 'This is a release check page.',
    again: 'Once more.',
    closing: 'Thank you. Please take it by the link in your message.',
  },
} as const;
