// A result as one line of text, which app/claims trains again: python -m app.verify. No drawing here.

/** @import { Frame } from "./types.d.ts" */

const BEGINNING = "Glassnet result:";
const POLYNOMIAL = 0xedb88320; // of CRC-32, its bits reversed

/** @type {Record<string, (value: number) => string>} What is claimed, and how it is written. */
const CLAIMS = {
  J: (value) => String(Number(value.toPrecision(4))),
  test: (value) => String(Number(value.toPrecision(4))),
  train_accuracy: (value) => value.toFixed(4),
  test_accuracy: (value) => value.toFixed(4),
};

/**
 * Return the line of what is shown.
 *
 * @param {Pick<Frame, "epoch" | "numbers">} frame
 * @param {string} address  that shows it: path and query
 * @param {Date} now
 */
export function resultLine({ epoch, numbers }, address, now) {
  const claims = Object.entries(CLAIMS)
    .filter(([name]) => Number.isFinite(numbers[name]))
    .map(([name, written]) => ` ${name}=${written(numbers[name])}`);
  const day = now.toISOString().slice(0, 10);
  const text = `${BEGINNING} epoch=${epoch}${claims.join("")} at ${address} on ${day}`;
  return `${text} #${crc32(new TextEncoder().encode(text)).toString(16).padStart(8, "0")}`;
}

/**
 * Return CRC-32, as ISO 3309 has it. What browsers have of their own needs https.
 *
 * @param {Uint8Array} bytes
 */
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? POLYNOMIAL : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
