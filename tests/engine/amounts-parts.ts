import type { Finding } from '../../runner/page/sight/finding.ts';

/** A small page with one thing wrong about its price, and the same page with nothing wrong. The price is `#p`. */
export type PricePage = {
  readonly name: string;
  readonly broken: string;
  readonly healthy: string;
  readonly finds: Finding['kind'];
  readonly width?: number;
};

/** Pieces that the pages are made of. */
export const price = '₩99,900,000,000';
export const box = (style: string, inner = price): string => `<div id="p" style="${style}">${inner}</div>`;
export const inside = (style: string, inner = `<b id="p">${price}</b>`): string =>
  `<div style="${style}">${inner}</div>`;
export const over = (style: string): string =>
  `<div style="position:relative;width:200px"><b id="p">${price}</b><i style="position:absolute;inset:0;${style}"></i></div>`;
