import { StepFailure } from '../model/trouble.ts';
import { defineVerb } from '../model/verb.ts';
import { declaredKrw } from '../page/judge-amount.ts';
import { amountsArgs, type AmountsArgs } from './amounts/args.ts';
import { climb } from './amounts/climb.ts';
import { refuseAmounts, rewritesAnswers } from './amounts/refuse.ts';
import { placeOf } from './amounts/place.ts';
import { defaultRungs } from './amounts/rungs.ts';
import { text } from './amounts/text.ts';

export const amounts = defineVerb({
  name: 'amounts',
  summary: {
    ko: '화면의 금액이 정확하고 사람이 읽을 수 있는지 본다.',
    en: 'Holds that a shown price is exactly this amount and that a person can read it.',
  },
  effect: 'look',
  args: amountsArgs,
  shorthand: null,
  example: 'amounts: { testid: total, shows: "99,900,000,000" }',
  refuse: refuseAmounts,
  notBesidePayments: rewritesAnswers,
  async run(world, args) {
    const { also = [], shows, ladder, type, inject, read = {}, viewports, zoom, 'display-limit': limit = false } = args;
    const rules = inject === undefined ? [] : 'url' in inject ? [inject] : inject;
    if ((ladder === undefined) !== (inject === undefined)) throw new StepFailure(text.needsInject());
    const places = [ownPlace(args), ...also].map((place) =>
      placeOf(world, typeof place === 'string' ? { text: place, exact: true } : place),
    );
    await climb(world, {
      places,
      readings: read,
      rungs: rungsOf(ladder ?? type ?? [shows ?? '']),
      rules,
      viewports,
      zoom,
      limit,
      typed: type !== undefined,
    });
  },
});

function rungsOf(written: 'default' | readonly (string | number)[]): readonly bigint[] {
  return written === 'default' ? defaultRungs : written.map(declaredKrw);
}

/** The keys that say where the first place is. */
function ownPlace(
  args: AmountsArgs,
): Omit<
  AmountsArgs,
  'also' | 'shows' | 'ladder' | 'type' | 'inject' | 'read' | 'viewports' | 'zoom' | 'display-limit'
> {
  const {
    also: _also,
    shows: _shows,
    ladder: _ladder,
    type: _type,
    inject: _inject,
    read: _read,
    viewports: _viewports,
    zoom: _zoom,
    'display-limit': _limit,
    ...place
  } = args;
  return place;
}
