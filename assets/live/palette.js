// Palettes: 256 pixels, one for each byte of a map.

/**
 * Return the pixels of a palette, one uint32 each.
 *
 * @param {ArrayLike<number>} channels  red, green, blue, red, ...; 0 to 255
 */
export function palette(channels) {
  const bytes = new Uint8ClampedArray(1024).fill(255);
  for (let i = 0; i < channels.length; i += 1) bytes[4 * Math.floor(i / 3) + (i % 3)] = channels[i];
  return new Uint32Array(bytes.buffer);
}

/** From white paper, no ink, to black. */
export const PAPER = palette(Array.from({ length: 3 * 256 }, (_, i) => 255 - Math.floor(i / 3)));
