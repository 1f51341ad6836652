import { _electron } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setUp } from '../setup.mjs';
import { startXvfb } from '../xvfb.mjs';

/** Draws icon.png and icon.ico anew from icon.svg. To be run by hand, on Linux, when the drawing has changed. */

const at = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));
const icoSizes = [16, 20, 24, 32, 40, 48, 64, 256];

/**
 * An icon file of PNG images: a header of 6 bytes, an entry of 16 for each image, then the images.
 *
 * @param {readonly { size: number, png: Buffer }[]} images
 */
function icoFile(images) {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of images.entries()) {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

await setUp(['electron', 'window']);
const screen = await startXvfb();
const app = await _electron.launch({
  args: ['--no-sandbox', '--disable-gpu', at('blank.cjs')],
  env: { ...process.env, DISPLAY: screen.display },
});
const page = await app.firstWindow();
const picture = `data:image/svg+xml;base64,${readFileSync(at('icon.svg')).toString('base64')}`;

async function draw(/** @type {number} */ size) {
  const drawn = await page.evaluate(async ([source, pixels]) => {
    const image = new Image(pixels, pixels);
    image.src = source;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = pixels;
    canvas.height = pixels;
    canvas.getContext('2d')?.drawImage(image, 0, 0, pixels, pixels);
    return canvas.toDataURL('image/png');
  }, /** @type {const} */ ([picture, size]));
  return Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64');
}

const images = [];
for (const size of icoSizes) images.push({ size, png: await draw(size) });
writeFileSync(at('icon.ico'), icoFile(images));
writeFileSync(at('icon.png'), await draw(512));
await app.close();
screen.stop();
