import assert from "node:assert/strict";
import test from "node:test";
import { Frames } from "../../../assets/live/frames.js";
import { frameOf } from "./server.js";

/** @param {Frames} frames */
const epochs = (frames) => frames.list.map(({ epoch }) => epoch);

test("frames come in any order and twice, and are kept once and in order", () => {
  const frames = new Frames();
  frames.add([50, 10, 30, 10, 20, 50, 40, 0].map(frameOf));
  assert.deepEqual(epochs(frames), [0, 10, 20, 30, 40, 50]);
  assert.equal(frames.at(29)?.epoch, 20);
  assert.equal(frames.at(-1)?.epoch, 0);
  assert.equal(frames.last, 50);
});

test("where there is none, there is none", () => {
  const frames = new Frames();
  assert.equal(frames.at(3), undefined);
  assert.equal(frames.last, 0);
  assert.deepEqual(frames.points, []);
});

test("of very many frames the older half is thinned, the newest stay", () => {
  const frames = new Frames();
  for (let epoch = 0; epoch < 20_000; epoch += 10) frames.add([frameOf(epoch)]);
  assert.ok(frames.list.length <= 1500);
  assert.equal(frames.list[0].epoch, 0);
  assert.deepEqual(
    epochs(frames).slice(-500),
    Array.from({ length: 500 }, (_, i) => 15_000 + 10 * i),
  );
});

test("what is cut is no more, nor its numbers", () => {
  const frames = new Frames();
  frames.clear([0, 10, 20].map(frameOf));
  frames.add([30, 40].map(frameOf));
  frames.cut(40);
  assert.deepEqual(epochs(frames), [30]);
  frames.cut(15);
  assert.deepEqual(
    frames.points.map(({ epoch }) => epoch),
    [],
  );
  assert.deepEqual(
    frames.past.map(({ epoch }) => epoch),
    [0, 10],
  );
});

test("curves begin with the numbers of epochs before the first frame", () => {
  const frames = new Frames();
  frames.clear([0, 50, 100].map((epoch) => ({ epoch, numbers: { J: null } })));
  frames.add([frameOf(100)]);
  assert.deepEqual(
    frames.points.map(({ epoch, numbers }) => [epoch, numbers.J]),
    [
      [0, null],
      [50, null],
      [100, 1 / 101],
    ],
  );
});

test("numbers of a run that comes back fill the gaps between its frames", () => {
  const frames = new Frames();
  frames.clear([0, 10, 20, 30, 40].map(frameOf));
  frames.add([0, 30].map(frameOf));
  assert.deepEqual(
    frames.points.map(({ epoch }) => epoch),
    [0, 10, 20, 30],
  );
  assert.equal(frames.last, 30);
});
