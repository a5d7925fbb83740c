import { allowed, defineGuard, refuse } from '../model/guard.ts';
import { text } from './text.ts';

/** The page itself must show a test client key, and no live key anywhere; a live key beside a test key still refuses. */
export const pageMode = defineGuard({
  name: 'page-mode',
  layer: 'L3',
  summary: text.pageModeSummary(),
  onIntent(_intent, { page }) {
    const live = page.keys.find((key) => key.mode === 'live');
    if (live !== undefined) {
      return refuse(text.liveKeyOnPage({ prefix: live.prefix, where: live.where }), { money: true });
    }
    const [unread] = page.unread;
    if (unread !== undefined) {
      return refuse(text.scriptUnread({ script: unread, count: page.unread.length }), { money: false });
    }
    if (page.keys.some((key) => key.mode === 'test')) return allowed;
    return refuse(text.noTestKeyOnPage(), { money: false });
  },
});
