import type { Bilingual, Language } from '../../base/bilingual.ts';
import { formatKst } from '../../base/clock.ts';
import type { Notice, NoticeKind, Recipient } from '../../model/channel.ts';
import { cutTo } from './measure.ts';
import { safeLine, safeUrl } from './safe-text.ts';
import { templateText } from './text.ts';

/** Kinds that may wake somebody; they carry the severity in their first word. */
const waking: readonly NoticeKind[] = ['page', 'escalation', 'worse'];

/** Kinds that somebody can say they have. */
const taken: readonly NoticeKind[] = [...waking, 'update'];

export const linkNames = ['acknowledge', 'run', 'runbook', 'picture'] as const;
export type LinkName = (typeof linkNames)[number];
export type Fact = { readonly label: string; readonly value: string };
export type Link = { readonly name: LinkName; readonly label: string; readonly url: string };

/** A notice in one language, every text of it one harmless line. What channels shorten and format. */
export type Message = {
  readonly language: Language;
  /** `[긴급]`: what kind of message it is. */
  readonly prefix: string;
  readonly headline: string;
  /** The prefix and the headline. */
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly links: readonly Link[];
  readonly duplicate: string | null;
  /** How to take it where there is no link to do it; null where there is one or nothing is to be taken. */
  readonly noLink: string | null;
  readonly time: string;
};

/** How much of a notice a channel has room for. Each step says the same with less. */
export const budgets = [
  { facts: 20, label: 80, value: 1_000, headline: 500 },
  { facts: 12, label: 60, value: 400, headline: 300 },
  { facts: 8, label: 40, value: 150, headline: 200 },
  { facts: 4, label: 30, value: 60, headline: 120 },
] as const;
export type Budget = (typeof budgets)[number];

/** Reads a notice for one person. */
export function messageOf(notice: Notice, to: Pick<Recipient, 'language'>, budget: Budget = budgets[0]): Message {
  const { language } = to;
  const say = (text: Bilingual, limit: number): string => clip(safeLine(text[language]), limit);
  const prefix = `[${prefixOf(notice, language)}]`;
  const headline = say(notice.headline, budget.headline);
  const links = linkNames.flatMap((name): readonly Link[] => {
    // What is over, or only told, is not taken by anybody.
    const url = name === 'acknowledge' && !taken.includes(notice.kind) ? null : safeUrl(notice.links[name]);
    return url === null ? [] : [{ name, label: templateText.links[name][language], url }];
  });
  const canBeTaken = waking.includes(notice.kind) && notice.links.acknowledge === null;
  return {
    language,
    prefix,
    headline,
    title: `${prefix} ${headline}`,
    facts: notice.facts
      .slice(0, budget.facts)
      .map(({ label, value }) => ({ label: say(label, budget.label), value: say(value, budget.value) })),
    links,
    duplicate: notice.maybeDuplicate ? templateText.duplicate[language] : null,
    noLink: canBeTaken ? templateText.noLink[language] : null,
    time: timeOf(notice.at),
  };
}

function prefixOf({ kind, severity }: Notice, language: Language): string {
  const word = templateText.kind[kind]?.[language] ?? null;
  const grade = waking.includes(kind) ? templateText.severity[severity][language] : null;
  return [grade, word].filter((part) => part !== null).join(' · ');
}

/** `2026-11-22 00:41:03 KST (+09:00)`; what is no time is shown as it is. */
function timeOf(at: string): string {
  const epochMs = Date.parse(at);
  return Number.isNaN(epochMs) ? safeLine(at) : formatKst(epochMs);
}

function clip(text: string, limit: number): string {
  return text.length <= limit ? text : cutTo(text, { limit, size: (part) => part.length });
}
