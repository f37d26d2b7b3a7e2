import assert from "node:assert/strict";
import test from "node:test";
import { bytesOf, floats, readFrames, readMessage } from "../../../assets/live/protocol.js";

/** @import { FrameLayout } from "../../../assets/live/types.d.ts" */

/** @type {FrameLayout} */
const LAYOUT = {
  numbers: ["epoch", "J"],
  parts: [
    ["theta", "f4", 3],
    ["counts", "u2", 2],
    ["map", "u1", 5],
  ],
};

/** @param {Buffer} bytes */
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);

/**
 * A frame as app/run/wire.py and a scene pack it.
 *
 * @param {number} epoch
 */
function frame(epoch) {
  return padded(
    Buffer.concat([
      Buffer.from(new Float64Array([epoch, 0.5 / epoch]).buffer),
      Buffer.from(new Float32Array([epoch, -1.5, 2.25]).buffer),
      Buffer.from(new Uint16Array([epoch, 65535]).buffer),
      Buffer.from([1, 2, 3, 4, epoch]),
    ]),
  );
}

/**
 * A message, at an odd place of a larger buffer, as a websocket hands it on.
 *
 * @param {object} header
 * @param {Buffer[]} frames
 */
function message(header, frames) {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const whole = Buffer.concat([padded(Buffer.concat([length, text])), ...frames]);
  return new Uint8Array(Buffer.concat([Buffer.alloc(3), whole])).subarray(3);
}

test("a message is its header and its frames, whatever the length of the header", () => {
  for (let extra = 0; extra < 9; extra += 1) {
    const sent = { n_frames: 2, message: `α ${"x".repeat(extra)}` };
    const [header, buffer] = readMessage(message(sent, [frame(3), frame(4)]));
    assert.deepEqual(header, sent);
    const frames = readFrames(buffer, 2, [LAYOUT]);
    assert.deepEqual(
      frames.map(({ epoch, numbers }) => [epoch, numbers.J]),
      [
        [3, 0.5 / 3],
        [4, 0.125],
      ],
    );
  }
});

test("arrays have the type, the length and the values of the layout", () => {
  const [, buffer] = readMessage(message({}, [frame(7)]));
  const [one] = readFrames(buffer, 1, [LAYOUT]);
  assert.deepEqual(one, {
    epoch: 7,
    numbers: { epoch: 7, J: 0.5 / 7 },
    theta: new Float32Array([7, -1.5, 2.25]),
    counts: new Uint16Array([7, 65535]),
    map: new Uint8Array([1, 2, 3, 4, 7]),
    others: [],
  });
});

test("a message without frames has none", () => {
  const [, buffer] = readMessage(message({ n_frames: 0 }, []));
  assert.deepEqual(readFrames(buffer, 0, [LAYOUT]), []);
});

test("bytes and float32 come out of base 64 as they went in", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  assert.deepEqual(bytesOf(Buffer.from(bytes).toString("base64")), bytes);
  const numbers = new Float32Array([0, -1.5, 3e38, Number.NaN]);
  assert.deepEqual(floats(Buffer.from(numbers.buffer).toString("base64")), numbers);
});

/** @param {number} at */
const tick = (at) => Buffer.from(new Float64Array([at]).buffer);

test("the frames of two lanes come together, after the tick of the clock that moves them", () => {
  const lanes = [tick(7), frame(3), frame(5), tick(9), frame(3), frame(6)];
  const [, buffer] = readMessage(message({}, lanes));
  const frames = readFrames(buffer, 2, [LAYOUT, LAYOUT]);
  assert.deepEqual(
    frames.map(({ epoch, numbers, others }) => [epoch, numbers.epoch, others?.[0].epoch]),
    [
      [7, 3, 5],
      [9, 3, 6],
    ],
  );
});

test("lanes may have frames of different lengths", () => {
  /** @type {import("../../../assets/live/types.d.ts").FrameLayout} */
  const short = { numbers: ["epoch"], parts: [["map", "u1", 3]] };
  const bytes = Buffer.concat([Buffer.from(new Float64Array([9]).buffer), Buffer.from([1, 2, 3])]);
  const [, buffer] = readMessage(
    message({}, [tick(9), frame(9), padded(bytes), tick(10), frame(10), padded(bytes)]),
  );
  const frames = readFrames(buffer, 2, [LAYOUT, short]);
  assert.deepEqual(
    frames.map(({ numbers, others }) => [numbers.epoch, others?.[0].numbers.epoch]),
    [
      [9, 9],
      [10, 9],
    ],
  );
});
