import { box, price, type PricePage } from './amounts-parts.ts';

const hidden = 'position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap';

/** What a screen reader says in the place of a price. */
export const speechPages: readonly PricePage[] = [
  {
    name: 'a name from elsewhere (aria-labelledby)',
    broken: `<span id="n">판매가 ₩1,115,752,192</span><b id="p" aria-labelledby="n">${price}</b>`,
    healthy: `<span id="n">판매가 ${price}</span><b id="p" aria-labelledby="n">${price}</b>`,
    finds: 'spoken-differently',
  },
  {
    name: 'a name without the amount',
    broken: `<button id="p" aria-label="결제하기">${price}</button>`,
    healthy: `<button id="p" aria-label="${price} 결제하기">${price}</button>`,
    finds: 'spoken-differently',
  },
  {
    name: 'a link around it that says undefined',
    broken: `<a href="#" aria-label="세스나 undefined원"><b id="p">${price}</b></a>`,
    healthy: `<a href="#" aria-label="세스나 상세 보기"><b id="p">${price}</b></a>`,
    finds: 'spoken-differently',
  },
  {
    name: 'text for screen readers beside the shown one',
    broken: `<b id="p"><span style="${hidden}">₩9,990,000,000</span><span aria-hidden="true">${price}</span></b>`,
    healthy: `<b id="p"><span style="${hidden}">${price}</span><span aria-hidden="true">${price}</span></b>`,
    finds: 'spoken-differently',
  },
  {
    name: 'a part of the number that is not said',
    broken: box('', '₩99,900<span aria-hidden="true">,000,000</span>'),
    healthy: box('', '<span aria-hidden="true">₩</span>99,900,000,000'),
    finds: 'spoken-differently',
  },
  {
    name: 'hidden from screen readers with nothing beside it',
    broken: `<div><b id="p" aria-hidden="true">${price}</b></div>`,
    healthy: `<div><span style="${hidden}">99,900,000,000원</span><b id="p" aria-hidden="true">${price}</b></div>`,
    finds: 'spoken-differently',
  },
];

/** Prices that are no text: a machine must not pass them, and must not fail them either. */
export const picturePages: readonly { readonly name: string; readonly html: string }[] = [
  {
    name: 'an image',
    html: `<img id="p" width="200" height="30" alt="${price}" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><text y='20'>99,900,000,000</text></svg>">`,
  },
  {
    name: 'a canvas',
    html: `<canvas id="p" width="220" height="40"></canvas><script>document.getElementById('p').getContext('2d').fillText('${price}', 5, 20)</script>`,
  },
  { name: 'shapes of a drawing', html: '<svg id="p" width="220" height="40"><path d="M5 5h100v20h-100z"/></svg>' },
  {
    name: 'a picture by styles',
    html: `<div id="p" style="width:200px;height:30px;background:url('data:image/svg+xml,<svg/>')"></div>`,
  },
  { name: 'letters by styles', html: `<style>#p::before{content:'99,900,000,000원'}</style><b id="p"></b>` },
  {
    name: 'a component that is closed to all',
    html: `<x-shut id="p"></x-shut><script>customElements.define('x-shut',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'closed'}).innerHTML='<b>${price}</b>'}})</script>`,
  },
];
