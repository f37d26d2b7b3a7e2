// Messages of app/live.py and frames of app/frames.py, from bytes to objects. No drawing here.

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
  const theta = new Float32Array(buffer, at, scene.n_parameters);
  at += theta.byteLength;
  const map = new Uint8Array(buffer, at, scene.map[0] * scene.map[1]);
  at += map.byteLength;
  const nUnits = scene.sizes.slice(1).reduce((sum, size) => sum + size, 0);
  const units = new Uint8Array(buffer, at, nUnits * scene.unit_map[0] * scene.unit_map[1]);
  return { ...numbers, theta, map, units };
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
