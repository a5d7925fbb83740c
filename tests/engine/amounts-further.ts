import { box, inside, over, price, type PricePage } from './amounts-parts.ts';

/** Ways to lose a price that shops have besides. */
export const furtherPages: readonly PricePage[] = [
  {
    name: 'vertical writing that is too low',
    broken: box('writing-mode:vertical-rl;height:70px;overflow:hidden;white-space:nowrap'),
    healthy: box('writing-mode:vertical-rl;height:220px;overflow:hidden;white-space:nowrap'),
    finds: 'clipped',
  },
  {
    name: 'turned text under a lid',
    broken: `<div style="position:relative;width:200px;height:200px">${box('transform:rotate(12deg);margin-top:60px')}<i style="position:absolute;inset:0;background:#ddd"></i></div>`,
    healthy: `<div style="position:relative;width:200px;height:200px">${box('transform:rotate(12deg);margin-top:60px')}</div>`,
    finds: 'covered',
  },
  {
    name: 'mirrored',
    broken: box('transform:scaleX(-1);width:200px'),
    healthy: box('transform:translateX(20px);width:200px'),
    finds: 'reordered',
  },
  {
    name: 'a pinned header over the top of the page',
    broken: `<header style="position:fixed;inset:0 0 auto;height:80px;background:#036"></header>${box('')}`,
    healthy: `<header style="position:fixed;inset:0 0 auto;height:80px;background:#036"></header><div style="height:90px"></div>${box('')}`,
    finds: 'covered',
  },
  {
    name: 'a bottom bar over the end of the page',
    broken: `<div style="height:1200px"></div>${box('')}<footer style="position:fixed;inset:auto 0 0;height:90px;background:#036"></footer>`,
    healthy: `<div style="height:1200px"></div>${box('')}<div style="height:100px"></div><footer style="position:fixed;inset:auto 0 0;height:90px;background:#036"></footer>`,
    finds: 'covered',
  },
  {
    name: 'under a dialog',
    broken: `<b id="p">${price}</b><dialog style="margin:0;width:300px;height:200px;background:#fff">공지</dialog><script>document.querySelector('dialog').showModal()</script>`,
    healthy: `<dialog style="margin:0;width:300px;height:200px"><b id="p">${price}</b></dialog><script>document.querySelector('dialog').showModal()</script>`,
    finds: 'covered',
  },
  {
    name: 'a skeleton that is never replaced',
    broken: box('color:transparent;background:linear-gradient(90deg,#eee,#ddd);width:200px'),
    healthy: box('color:#222;background:linear-gradient(90deg,#eee,#ddd);width:200px'),
    finds: 'no-ink',
  },
  {
    name: 'dark text in dark mode',
    broken: '<style>:root{color-scheme:dark}body{background:#111}</style>' + box('color:#131313'),
    healthy: '<style>:root{color-scheme:dark}body{background:#111}</style>' + box('color:#eee'),
    finds: 'no-ink',
  },
  {
    name: 'written backwards by an override',
    broken: '<bdo dir="rtl" id="p">99,900,000,000</bdo>',
    healthy: '<bdo dir="ltr" id="p">99,900,000,000</bdo>',
    finds: 'reordered',
  },
  {
    name: 'zero-width spaces where the line may break',
    broken: box('width:90px', '₩99,900,\u200b000,000'),
    healthy: box('width:190px', '₩99,900,\u200b000,000'),
    finds: 'wrapped',
  },
  {
    name: 'SVG text under a shape',
    broken: `<svg width="220" height="40"><text id="p" x="5" y="25">${price}</text><rect x="60" width="100" height="40" fill="#fff"/></svg>`,
    healthy: `<svg width="220" height="40"><rect x="60" width="100" height="40" fill="#fff"/><text id="p" x="5" y="25">${price}</text></svg>`,
    finds: 'covered',
  },
  {
    name: 'SVG text beyond its picture',
    broken: `<svg width="80" height="40"><text id="p" x="5" y="25">${price}</text></svg>`,
    healthy: `<svg width="180" height="40"><text id="p" x="5" y="25">${price}</text></svg>`,
    finds: 'clipped',
  },
  {
    name: 'a cell of a table with a fixed width',
    broken: `<table style="table-layout:fixed;width:180px"><tr><td>세스나</td><td style="overflow:hidden;white-space:nowrap"><b id="p">${price}</b></td></tr></table>`,
    healthy: `<table style="width:280px"><tr><td>세스나</td><td style="overflow:hidden;white-space:nowrap"><b id="p">${price}</b></td></tr></table>`,
    finds: 'clipped',
  },
  {
    name: 'a web component that cuts its slot',
    broken: `<x-price><span id="p">${price}</span></x-price><script>customElements.define('x-price',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'open'}).innerHTML='<div style="width:80px;overflow:hidden;white-space:nowrap"><slot></slot></div>'}})</script>`,
    healthy: `<x-price><span id="p">${price}</span></x-price><script>customElements.define('x-price',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'open'}).innerHTML='<div style="width:180px;overflow:hidden;white-space:nowrap"><slot></slot></div>'}})</script>`,
    finds: 'clipped',
  },
  {
    name: 'inside a shadow tree, under its own lid',
    broken: `<x-price></x-price><script>customElements.define('x-price',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'open'}).innerHTML='<div style="position:relative;width:200px"><b id="p">${price}</b><i style="position:absolute;inset:0;background:#ccc;pointer-events:none"></i></div>'}})</script>`,
    healthy: `<x-price></x-price><script>customElements.define('x-price',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'open'}).innerHTML='<div style="position:relative;width:200px"><b id="p">${price}</b></div>'}})</script>`,
    finds: 'covered',
  },
  {
    name: 'a part of the number is not drawn',
    broken: box('', '₩99,900<span style="display:none">,000</span>,000'),
    healthy: box('', '₩99,900<span style="color:#333">,000</span>,000'),
    finds: 'not-drawn',
  },
  {
    name: 'letters on each other',
    broken: box('letter-spacing:-.5em'),
    healthy: box('letter-spacing:-.03em'),
    finds: 'squeezed',
  },
  { name: 'blurred until login', broken: box('filter:blur(6px)'), healthy: box('filter:blur(0)'), finds: 'blurred' },
  {
    name: 'behind frosted glass',
    broken: over('backdrop-filter:blur(8px)'),
    healthy: over('backdrop-filter:none'),
    finds: 'blurred',
  },
  {
    name: 'a label printed on it',
    broken: `<div style="position:relative"><b id="p">${price}</b><span style="position:absolute;left:0;top:0">매진임박 오늘만</span></div>`,
    healthy: `<div style="position:relative"><b id="p">${price}</b><span style="position:absolute;left:0;top:30px">매진임박 오늘만</span></div>`,
    finds: 'overprinted',
  },
  {
    name: 'a unit that only styles add',
    broken: `<style>#p::after{content:'만원'}</style>${box('', '99,900,000,000')}`,
    healthy: `<style>#p::after{content:'원'}</style>${box('', '99,900,000,000')}`,
    finds: 'added-text',
  },
  {
    name: 'another amount for screen readers',
    broken: `<b id="p" aria-label="null원">${price}</b>`,
    healthy: `<b id="p" aria-label="99,900,000,000원">${price}</b>`,
    finds: 'spoken-differently',
  },
  {
    name: 'a slider that hides what a script could scroll to',
    broken: inside(
      'width:200px;overflow:hidden',
      `<div style="width:600px"><b id="p" style="margin-left:300px">${price}</b></div>`,
    ),
    healthy: inside(
      'width:200px;overflow:auto',
      `<div style="width:600px"><b id="p" style="margin-left:300px">${price}</b></div>`,
    ),
    finds: 'clipped',
  },
  {
    name: 'white on a white picture',
    broken:
      '<div style="position:relative;height:60px"><i style="position:absolute;inset:0;background:linear-gradient(#fff,#fefefe)"></i><b id="p" style="position:relative;color:#fff">₩99,900,000,000</b></div>',
    healthy:
      '<div style="position:relative;height:60px"><i style="position:absolute;inset:0;background:linear-gradient(#000,#222)"></i><b id="p" style="position:relative;color:#fff">₩99,900,000,000</b></div>',
    finds: 'no-ink',
  },
  {
    name: 'black on a black sheet behind it',
    broken:
      '<div style="position:relative;height:60px"><i style="position:absolute;inset:0;background:#000"></i><b id="p" style="position:relative;color:#000">₩99,900,000,000</b></div>',
    healthy:
      '<div style="position:relative;height:60px"><i style="position:absolute;inset:0;background:#dd0"></i><b id="p" style="position:relative;color:#000">₩99,900,000,000</b></div>',
    finds: 'no-ink',
  },
  {
    name: 'an inner frame that is too narrow',
    broken: `<iframe width="90" height="60" srcdoc="<body style='margin:0;white-space:nowrap'><b id=p>${price}</b>"></iframe>`,
    healthy: `<iframe width="190" height="60" srcdoc="<body style='margin:0;white-space:nowrap'><b id=p>${price}</b>"></iframe>`,
    finds: 'off-screen',
  },
  {
    name: 'an inner frame under a lid',
    broken: `<div style="position:relative"><iframe width="190" height="60" srcdoc="<b id=p>${price}</b>"></iframe><i style="position:absolute;inset:0;background:#eee"></i></div>`,
    healthy: `<div style="position:relative"><iframe width="190" height="60" srcdoc="<b id=p>${price}</b>"></iframe></div>`,
    finds: 'covered',
  },
];
