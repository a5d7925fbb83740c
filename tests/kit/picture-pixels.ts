import type { Browser } from 'playwright';

export type Pixel = readonly [red: number, green: number, blue: number];
export type Pixels = {
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => Pixel;
  readonly count: (fits: (pixel: Pixel) => boolean) => number;
};

/** A picture's pixels, as the browser itself decodes them. */
export async function pixelsOf(browser: Browser, picture: Buffer): Promise<Pixels> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const source = `data:image/${picture[0] === 0x89 ? 'png' : 'jpeg'};base64,${picture.toString('base64')}`;
    const read = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const drawing = canvas.getContext('2d');
      drawing?.drawImage(image, 0, 0);
      const data = drawing?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
      let letters = '';
      for (let at = 0; at < data.length; at += 8192) letters += String.fromCharCode(...data.subarray(at, at + 8192));
      return { width: canvas.width, height: canvas.height, packed: btoa(letters) };
    }, source);
    const bytes = Buffer.from(read.packed, 'base64');
    const at = (x: number, y: number): Pixel => {
      const place = (y * read.width + x) * 4;
      return [bytes[place] ?? 0, bytes[place + 1] ?? 0, bytes[place + 2] ?? 0];
    };
    const count = (fits: (pixel: Pixel) => boolean): number =>
      Array.from({ length: read.width * read.height }, (_, index) =>
        fits(at(index % read.width, Math.floor(index / read.width))),
      ).filter(Boolean).length;
    return { width: read.width, height: read.height, at, count };
  } finally {
    await context.close();
  }
}
