// Messages of app/live/answer.py and frames of app/run/wire.py, from bytes to objects. No drawing here.

/** @import { Frame, FrameLayout, Header } from "./types.d.ts" */

const FLOAT64_BYTES = 8;

/** What an array of a frame is made of, by the name that its scene gives it. */
const ARRAYS = { f4: Float32Array, u2: Uint16Array, u1: Uint8Array };

/**
 * Return the header of a message, and the bytes of its frames.
 *
 * @param {Uint8Array} data
 * @returns {[Header, ArrayBuffer]}
 */
export function readMessage(data) {
  const bytes = new Uint8Array(data.length);
  bytes.set(data); // a copy that begins at 0, so that float64 views are aligned
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return [header, bytes.buffer.slice(roundUp(4 + length))];
}

/**
 * Return the n frames that stand in `buffer`: those of the first lane, each with those of the others.
 *
 * @param {ArrayBuffer} buffer
 * @param {number} n
 * @param {FrameLayout[]} layouts  of the lanes
 * @returns {Frame[]}
 */
export function readFrames(buffer, n, layouts) {
  let at = 0;
  return Array.from({ length: n }, () => {
    // Several lanes move together by a clock, whose tick comes first.
    const isCompared = layouts.length > 1;
    const tick = isCompared ? new DataView(buffer).getFloat64(at, true) : 0;
    if (isCompared) at += FLOAT64_BYTES;
    const [first, ...others] = layouts.map((layout) => {
      const frame = readFrame(buffer, at, layout);
      at += sizeOf(layout);
      return frame;
    });
    return { ...first, epoch: isCompared ? tick : first.epoch, others };
  });
}

/**
 * Return the bytes of a frame.
 *
 * @param {FrameLayout} layout
 */
function sizeOf({ numbers, parts }) {
  const sizes = parts.map(([, type, count]) => count * ARRAYS[type].BYTES_PER_ELEMENT);
  return roundUp(sizes.reduce((sum, size) => sum + size, FLOAT64_BYTES * numbers.length));
}

/**
 * @param {ArrayBuffer} buffer
 * @param {number} start
 * @param {FrameLayout} layout
 * @returns {Frame}
 */
function readFrame(buffer, start, { numbers: names, parts }) {
  const values = new Float64Array(buffer, start, names.length);
  const numbers = Object.fromEntries(names.map((name, i) => [name, values[i]]));
  let at = start + values.byteLength;
  /** @type {Record<string, ArrayBufferView>} */
  const arrays = {};
  for (const [name, type, count] of parts) {
    arrays[name] = new ARRAYS[type](buffer, at, count);
    at += arrays[name].byteLength;
  }
  return { epoch: numbers.epoch, numbers, ...arrays };
}

/**
 * Return the bytes that a message holds in base 64.
 *
 * @param {string} text
 */
export function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/**
 * Return numbers that a message holds as float32 in base 64.
 *
 * @param {string} text
 */
export function floats(text) {
  return new Float32Array(bytesOf(text).buffer);
}

/** @param {number} n */
function roundUp(n) {
  return FLOAT64_BYTES * Math.ceil(n / FLOAT64_BYTES);
}
