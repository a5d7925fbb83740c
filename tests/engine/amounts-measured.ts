import { box, inside, over, type PricePage } from './amounts-parts.ts';

/** The fixtures of the measured table: what no single detector sees. */
export const measuredPages: readonly PricePage[] = [
  {
    name: 'ellipsis',
    broken: box('width:90px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis'),
    healthy: box('width:190px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis'),
    finds: 'clipped',
  },
  {
    name: 'cut off without a mark',
    broken: box('width:90px;overflow:hidden;white-space:nowrap'),
    healthy: box('width:190px;overflow:hidden;white-space:nowrap'),
    finds: 'clipped',
  },
  {
    name: 'overflow: clip',
    broken: box('width:90px;overflow:clip;white-space:nowrap'),
    healthy: box('width:190px;overflow:clip;white-space:nowrap'),
    finds: 'clipped',
  },
  {
    name: 'line-clamp',
    broken: box(
      'width:90px;overflow:hidden;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:1;word-break:break-all',
    ),
    healthy: box('width:190px;overflow:hidden;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:1'),
    finds: 'clipped',
  },
  {
    name: 'text-indent',
    broken: box('text-indent:-9999px;overflow:hidden'),
    healthy: box('text-indent:12px;overflow:hidden'),
    finds: 'clipped',
  },
  {
    name: 'clipped by an ancestor',
    broken: inside('width:100px;overflow:hidden;white-space:nowrap'),
    healthy: inside('width:200px;overflow:hidden;white-space:nowrap'),
    finds: 'clipped',
  },
  {
    name: 'off the screen at the right',
    broken: box('margin-left:330px;white-space:nowrap'),
    healthy: box('margin-left:130px;white-space:nowrap'),
    finds: 'off-screen',
  },
  {
    name: 'covered by an opaque sibling',
    broken: over('background:#fff'),
    healthy: over('background:transparent'),
    finds: 'covered',
  },
  {
    name: 'covered by a sheet that lets clicks through',
    broken: over('background:#eee;pointer-events:none'),
    healthy: over('background:rgb(0 0 0/4%);pointer-events:none'),
    finds: 'covered',
  },
  {
    name: 'clip-path',
    broken: box('display:inline-block;clip-path:inset(0 60px 0 0)'),
    healthy: box('display:inline-block;clip-path:inset(0 0 0 0)'),
    finds: 'no-ink',
  },
  {
    name: 'wrapped in mid-number',
    broken: box('width:90px;word-break:break-all'),
    healthy: box('width:190px;word-break:break-all'),
    finds: 'wrapped',
  },
  {
    name: '0.4 px too narrow',
    broken:
      '<div style="display:flex"><b id="p" data-narrow="0.4" style="overflow:hidden;white-space:nowrap;text-overflow:ellipsis">₩99,900,000,000</b></div>',
    healthy:
      '<div style="display:flex"><b id="p" data-narrow="0" style="overflow:hidden;white-space:nowrap;text-overflow:ellipsis">₩99,900,000,000</b></div>',
    finds: 'clipped',
  },
  { name: 'opacity 0', broken: inside('opacity:0'), healthy: inside('opacity:.8'), finds: 'see-through' },
  {
    name: 'the colour of the background',
    broken: inside('background:#fff;color:#fff'),
    healthy: inside('background:#fff;color:#888'),
    finds: 'no-ink',
  },
  { name: 'font-size 0', broken: box('font-size:0'), healthy: box('font-size:11px'), finds: 'not-drawn' },
  {
    name: 'scaled to a fifth',
    broken: box('transform:scale(.2);transform-origin:0 0'),
    healthy: box('transform:scale(.8);transform-origin:0 0'),
    finds: 'too-small',
  },
  {
    name: 'a field too narrow for its value',
    broken: '<input id="p" value="99,900,000,000" style="width:60px">',
    healthy: '<input id="p" value="99,900,000,000" style="width:160px">',
    finds: 'field-too-narrow',
  },
  { name: 'display: none', broken: box('display:none'), healthy: box('display:inline'), finds: 'not-drawn' },
  {
    name: 'visibility: hidden',
    broken: inside('visibility:hidden'),
    healthy: inside('visibility:visible'),
    finds: 'not-drawn',
  },
];
