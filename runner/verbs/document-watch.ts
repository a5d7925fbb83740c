/** Lives in one document of the page and counts what changes in it. */
export type DocumentWatch = {
  /**
   * Settles at once with the first change after `since`; when something has changed already, only after `gapMs` or the
   * next frame, so that a page that changes all the time is not looked at more often than it is drawn. With a gap, the first
   * change waits for it too: looks that are quicker than the page would each find a quiet moment.
   */
  readonly wait: (ask: {
    readonly since: number;
    readonly fallbackMs: number;
    readonly gapMs: number;
  }) => Promise<number>;
  readonly stop: () => void;
};

/**
 * Runs in the page. Its methods belong to one object, because a page has none of the helpers that a TypeScript
 * runner may add around named functions.
 */
export function watchDocument(): DocumentWatch {
  const what: MutationObserverInit = { subtree: true, childList: true, attributes: true, characterData: true };
  // Most of these do not bubble, but all pass the document on their way down.
  const events = [
    'input',
    'change',
    'load',
    'error',
    'transitionend',
    'animationend',
    'toggle',
    'scroll',
    'focusin',
    'focusout',
  ];
  const watch = {
    changes: 0,
    waiting: new Set<() => void>(),
    seen: new WeakSet<Node>(),
    observer: new MutationObserver(() => watch.change()),
    change(this: void): void {
      watch.changes += 1;
      for (const tell of watch.waiting) tell();
    },
    observe(root: Document | ShadowRoot): void {
      if (!watch.seen.has(root)) {
        watch.seen.add(root);
        watch.observer.observe(root, what);
      }
      // An observer does not look into shadow trees, so each open one is observed by itself.
      for (const element of root.querySelectorAll('*'))
        if (element.shadowRoot !== null) watch.observe(element.shadowRoot);
    },
    listen(): void {
      for (const name of events) document.addEventListener(name, watch.change, { capture: true, passive: true });
      window.addEventListener('load', watch.change, { capture: true });
    },
    stop(): void {
      watch.observer.disconnect();
      for (const name of events) document.removeEventListener(name, watch.change, { capture: true });
      window.removeEventListener('load', watch.change, { capture: true });
      for (const tell of watch.waiting) tell();
    },
    wait(ask: { readonly since: number; readonly fallbackMs: number; readonly gapMs: number }): Promise<number> {
      return new Promise((resolve) => {
        if (watch.changes > ask.since) {
          watch.pause(ask.gapMs, () => resolve(watch.changes));
          return;
        }
        const one = {
          timer: setTimeout(() => {
            // Shadow trees that came meanwhile are found here.
            watch.observe(document);
            one.settle();
          }, ask.fallbackMs),
          tell(this: void): void {
            watch.waiting.delete(one.tell);
            if (ask.gapMs > 0) watch.pause(ask.gapMs, one.settle);
            else one.settle();
          },
          settle(this: void): void {
            clearTimeout(one.timer);
            watch.waiting.delete(one.tell);
            resolve(watch.changes);
          },
        };
        watch.waiting.add(one.tell);
      });
    },
    // Frames stop in a page that is not shown, so a timer stands beside them.
    pause(gapMs: number, then: () => void): void {
      if (gapMs > 0) setTimeout(then, gapMs);
      else {
        setTimeout(then, 30);
        requestAnimationFrame(then);
      }
    },
  };
  watch.observe(document);
  watch.listen();
  return watch;
}
