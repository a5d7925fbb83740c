import { isSame, seal, type TokenKey } from './token.ts';

/*
 * What tells a person's press from a machine that found the link. A link alone must not answer: chat and mail services open
 * every one, some run its scripts, some send its forms. The page hands out a form token; a press needs it, needs a button's
 * value, and needs a moment after the page was made. Browsers add who started a navigation, and where they do it must be a
 * person on this very page.
 */

/** Nobody reads a page and presses within this; whoever does is asked once more. */
export const dwellMs = 800;
const formLifeMs = 12 * 60 * 60 * 1_000;

export type PressCheck = 'person' | 'no-form' | 'too-quick' | 'stale' | 'machine' | 'other-site';

/** What a page carries in its form, bound to its link and to the moment. */
export function formToken(key: TokenKey, token: string, nowMs: number): string {
  return `${nowMs}.${seal(key, 'form', `${token}\n${nowMs}`)}`;
}

/** Whether a press came from somebody who looked at the page. */
export function checkPress(
  press: { readonly form: string; readonly headers: Headers; readonly nowMs: number },
  about: { readonly key: TokenKey; readonly token: string },
): PressCheck {
  const { form, headers, nowMs } = press;
  const [, made, mac] = /^(\d{13})\.([A-Za-z0-9_-]{43})$/.exec(form) ?? [];
  if (made === undefined || mac === undefined) return 'no-form';
  if (!isSame(mac, seal(about.key, 'form', `${about.token}\n${made}`))) return 'no-form';
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return 'other-site';
  if (isMachine(headers)) return 'machine';
  const age = nowMs - Number(made);
  if (age >= formLifeMs || age < 0) return 'stale';
  return age < dwellMs ? 'too-quick' : 'person';
}

/**
 * A form that a script sent has no `?1`: the browser saw no finger. Safari never says it, nor does any browser of an iPhone;
 * old ones and plain http say nothing at all. Whoever does not say must not be kept from answering.
 */
function isMachine(headers: Headers): boolean {
  const agent = headers.get('user-agent') ?? '';
  const saysFinger = headers.get('sec-fetch-site') !== null && /\b(?:Chrome|Chromium|Firefox)\/\d/.test(agent);
  return (saysFinger && headers.get('sec-fetch-user') !== '?1') || isScanner(agent);
}

/** Services that look at links for people, by what they call themselves. KakaoTalk's own browser is a person's; its scraper is not. */
export function isScanner(agent: string): boolean {
  return scanners.test(agent);
}

const scanners =
  /bot\b|bot[/-]|crawler|spider|slurp|slack-imgproxy|safelinks|safe links|microsoft office|ms-office|bingpreview|skypeuripreview|google-|googleimageproxy|feedfetcher|barracuda|proofpoint|mimecast|urldefense|symantec|trendmicro|facebookexternalhit|whatsapp\/|kakaotalk-scrap|headlesschrome|puppeteer|playwright|python-requests|curl\/|wget\//i;
