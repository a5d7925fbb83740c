import type { Picture } from '../../../page/sight/png.ts';
import { glyphOf, glyphHeight, glyphWidth } from './letters.ts';

export type Colour = readonly [number, number, number];
type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** A picture in memory, three bytes a pixel, on which the sheet is put together. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
  constructor(width: number, height: number, paper: Colour) {
    this.width = width;
    this.height = height;
    this.data = Buffer.alloc(width * height * 3);
    this.paint({ x: 0, y: 0, width, height }, paper);
  }

  paint(area: Area, colour: Colour): void {
    const right = Math.min(this.width, area.x + area.width);
    const bottom = Math.min(this.height, area.y + area.height);
    for (let y = Math.max(0, area.y); y < bottom; y++)
      for (let x = Math.max(0, area.x); x < right; x++) this.data.set(colour, (y * this.width + x) * 3);
  }

  /** Lines around an area, outside of it. */
  frame(area: Area, thick: number, colour: Colour): void {
    const { x, y, width, height } = area;
    this.paint({ x: x - thick, y: y - thick, width: width + 2 * thick, height: thick }, colour);
    this.paint({ x: x - thick, y: y + height, width: width + 2 * thick, height: thick }, colour);
    this.paint({ x: x - thick, y, width: thick, height }, colour);
    this.paint({ x: x + width, y, width: thick, height }, colour);
  }

  /** Puts a picture into an area of the same proportions; each pixel is the mean of those that fall on it. */
  put(picture: Picture, area: Area): void {
    for (let y = 0; y < area.height; y++)
      for (let x = 0; x < area.width; x++) {
        const from = { x: (x * picture.width) / area.width, y: (y * picture.height) / area.height };
        const to = { x: ((x + 1) * picture.width) / area.width, y: ((y + 1) * picture.height) / area.height };
        this.data.set(meanOf(picture, from, to), ((y + area.y) * this.width + x + area.x) * 3);
      }
  }

  /** Digits, commas and the few other signs that the sheet's labels need. */
  write(
    text: string,
    at: { readonly x: number; readonly y: number },
    ink: { readonly size: number; readonly colour: Colour },
  ): void {
    for (const [index, letter] of Array.from(text).entries()) {
      const rows = glyphOf(letter);
      for (const [row, bits] of rows.entries())
        for (let column = 0; column < glyphWidth; column++)
          if ((bits >> (glyphWidth - 1 - column)) & 1)
            this.paint(
              {
                x: at.x + (index * (glyphWidth + 1) + column) * ink.size,
                y: at.y + row * ink.size,
                width: ink.size,
                height: ink.size,
              },
              ink.colour,
            );
    }
  }
}

/** How much room a label takes. */
export function labelSize(text: string, size: number): { readonly width: number; readonly height: number } {
  return { width: text.length * (glyphWidth + 1) * size, height: glyphHeight * size };
}

type Point = { readonly x: number; readonly y: number };

function meanOf(picture: Picture, from: Point, to: Point): Colour {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (
    let y = Math.floor(from.y);
    y < Math.min(picture.height, Math.max(Math.floor(from.y) + 1, Math.floor(to.y)));
    y++
  )
    for (
      let x = Math.floor(from.x);
      x < Math.min(picture.width, Math.max(Math.floor(from.x) + 1, Math.floor(to.x)));
      x++
    ) {
      const at = (y * picture.width + x) * picture.channels;
      for (const channel of [0, 1, 2] as const) sum[channel] += picture.data[at + channel] ?? 0;
      count += 1;
    }
  const mean = (value: number): number => (count === 0 ? 255 : Math.round(value / count));
  return [mean(sum[0]), mean(sum[1]), mean(sum[2])];
}
