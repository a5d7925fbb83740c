import { box, inside, price } from './amounts-parts.ts';

/** Pages on which a person reads the price although something looks suspicious. */
export const harmlessPages: readonly { readonly name: string; readonly html: string }[] = [
  {
    name: 'a link over the whole card',
    html: `<div style="position:relative"><b id="p">${price}</b><a href="#" style="position:absolute;inset:0"></a></div>`,
  },
  {
    name: 'a link that spans its card with a pseudo-element',
    html: `<style>a::after{content:'';position:absolute;inset:0}</style><div style="position:relative"><a href="#">세스나 <b id="p">${price}</b></a></div>`,
  },
  { name: 'a low line that only looks cut', html: box('line-height:1;overflow:hidden;font-size:20px') },
  { name: 'white text on a gradient', html: inside('background:linear-gradient(#036,#013);color:#fff') },
  {
    name: 'gradient text',
    html: box('background:linear-gradient(90deg,#d00,#00d);background-clip:text;color:transparent'),
  },
  { name: 'raised currency sign', html: box('', `<sup style="font-size:10px">₩</sup>99,900,000,000<small>원</small>`) },
  { name: 'a unit on the next line', html: box('width:150px', '99,900,000,000 <br>원') },
  { name: 'far below', html: `<div style="height:4000px"></div>${box('')}<div style="height:2000px"></div>` },
  {
    name: 'in a sideways list',
    html: inside(
      'overflow-x:auto;white-space:nowrap',
      `<i style="display:inline-block;width:900px"></i><b id="p">${price}</b>`,
    ),
  },
  {
    name: 'absolute, out of a box that cuts',
    html: `<div style="height:100px"><div style="overflow:hidden;width:20px;height:20px"><b id="p" style="position:absolute;left:100px">${price}</b></div></div>`,
  },
  {
    name: 'a dialog with a veil behind it',
    html: `<b id="p" style="position:absolute;top:400px">${price}</b><dialog style="margin:0;height:100px">공지</dialog><script>document.querySelector('dialog').showModal()</script>`,
  },
  { name: 'a disabled field', html: '<input id="p" disabled value="99,900,000,000" style="width:200px">' },
  { name: 'a button', html: `<button id="p">${price}</button>` },
  { name: 'struck through', html: `<s id="p" style="color:#999">${price}</s>` },
  { name: 'right to left around it', html: `<div dir="rtl"><span id="p">${price}</span></div>` },
  { name: 'display: contents', html: `<div><span id="p" style="display:contents">${price}</span></div>` },
  { name: 'oklch colours', html: box('color:oklch(40% 0.2 250);background:oklch(98% 0 0)') },
  {
    name: 'a sticky header above a long page',
    html: `<header style="position:sticky;top:0;height:60px;background:#036"></header><div style="height:900px"></div>${box('')}<div style="height:900px"></div>`,
  },
  {
    name: 'words for screen readers around it',
    html: `<b id="p"><span style="position:absolute;width:1px;height:1px;overflow:hidden">판매가</span>${price}<span style="position:absolute;left:-9999px">입니다</span></b>`,
  },
  { name: 'marks of direction around it', html: box('', '\u200e₩99,900,000,000\u200f') },
  { name: 'dark mode', html: `<style>:root{color-scheme:dark}</style>${box('')}` },
  {
    name: 'a heading with another product beside it',
    html: `<h2 aria-label="세스나 99,900,000,000원, 할부 월 8,325,000,000원"><b id="p">${price}</b></h2>`,
  },
  {
    name: 'flex with a gap',
    html: `<div style="display:flex;gap:8px;overflow:hidden"><span>합계</span><b id="p">${price}</b></div>`,
  },
  {
    name: 'columns of a grid',
    html: `<div style="display:grid;grid-template-columns:80px 1fr"><span>합계</span><b id="p">${price}</b></div>`,
  },
  {
    name: 'an animation that ends',
    html: `<style>@keyframes in{from{opacity:.7}}#p{animation:in 10ms}</style>${box('')}`,
  },
];
