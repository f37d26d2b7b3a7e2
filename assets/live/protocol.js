// Messages of app/live/live.py and frames of app/run/wire.py, from bytes to objects. No drawing here.

// What a part of a frame is made of, by the name that its scene gives it.
const ARRAYS = { f4: Float32Array, u2: Uint16Array, u1: Uint8Array };

/** Return [header, bytes of the frames] of one message. */
export function readMessage(data) {
  const bytes = new Uint8Array(data.length);
  bytes.set(data); // a copy that begins at 0, so that float64 views are aligned
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return [header, bytes.buffer.slice(roundUp(4 + length))];
}

/** Return the n frames that stand in `buffer`, laid out as `scene` says. */
export function readFrames(buffer, n, scene) {
  if (!n) return [];
  const size = buffer.byteLength / n;
  return Array.from({ length: n }, (_, i) => readFrame(buffer, i * size, scene));
}

function readFrame(buffer, start, scene) {
  const values = new Float64Array(buffer, start, scene.numbers.length);
  const numbers = Object.fromEntries(scene.numbers.map((name, i) => [name, values[i]]));
  let at = start + values.byteLength;
  const frame = { ...numbers };
  for (const [name, type, count] of scene.parts) {
    frame[name] = new ARRAYS[type](buffer, at, count);
    at += frame[name].byteLength;
  }
  return frame;
}

/** Bytes that a message holds in base 64. */
export function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Numbers that a message holds as float32 in base 64. */
export function floats(text) {
  return new Float32Array(bytesOf(text).buffer);
}

function roundUp(n) {
  return n + ((8 - (n % 8)) % 8);
}

/** Return 256 pixels, as one uint32 each, from r, g, b, r, g, b, ... */
export function palette(channels) {
  const bytes = new Uint8ClampedArray(1024).fill(255);
  channels.forEach((value, i) => {
    bytes[4 * Math.floor(i / 3) + (i % 3)] = value;
  });
  return new Uint32Array(bytes.buffer);
}
