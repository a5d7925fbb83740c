import type { Page } from '@playwright/test';
import { Type } from 'typebox';
import { Actions, Expectations, keyRules } from '../model/marks.ts';
import { StepFailure } from '../model/trouble.ts';
import { defineVerb, type World } from '../model/verb.ts';
import type { Action } from '../model/checklist.ts';
import { actionBudget, guarded } from '../page/playwright-call.ts';
import { text } from './text.ts';

export const popup = defineVerb({
  name: 'popup',
  summary: {
    ko: '새 창을 열어 그 안에서 동작하고 확인한다.',
    en: 'Opens a popup window and acts and expects inside it.',
  },
  effect: 'touch',
  args: Type.Object(
    {
      open: Actions,
      do: Type.Optional(Actions),
      expect: Type.Optional(Expectations),
      keep: Type.Optional(Type.Boolean({ description: 'Leave it open; default: closed afterwards' })),
    },
    keyRules({}),
  ),
  shorthand: null,
  example: 'popup: { open: [ { click: 영수증 } ], expect: [ { visible: 거래명세서 } ] }',
  async run(world, args) {
    const opened = await open(world, args.open);
    try {
      const scope = { page: opened, root: opened };
      await world.perform(args.do ?? [], scope);
      await world.verify(args.expect ?? [], scope);
    } finally {
      // A popup may close itself, for example after its last button.
      if (args.keep !== true && !opened.isClosed()) await opened.close();
    }
  },
});

async function open(world: World, actions: readonly Action[]): Promise<Page> {
  const noPopup = (detail: string): StepFailure => new StepFailure(text.noPopup(), { detail });
  const arriving = guarded(() => world.page.waitForEvent('popup', { timeout: actionBudget(world) }), {
    failure: noPopup,
  });
  // When the opening actions fail first, their error is the one to tell.
  const opened = Promise.all([arriving, world.perform(actions)]);
  const [page] = await opened;
  return page;
}
