// How far one has come on the path, and which of its pictures may move.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { places, weights } from "../../../../assets/pages/start/network.js";
import { progress, see, seen } from "../../../../assets/pages/start/progress.js";
import { movers } from "../../../../assets/pages/start/reel.js";

const PATH = ["a", "b", "c"].map((name) => ({ name, title: name, line: "", address: name }));

/** @param {Partial<Storage>} storage */
const store = (storage) =>
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });

afterEach(() => store({}));

test("at first nothing is seen, and the first page is next", () => {
  const { count, last, next } = progress(PATH, []);
  assert.deepEqual([count, last, next?.name], [0, null, "a"]);
});

test("next is the first page that was not seen, and one goes on where one was", () => {
  const { count, last, next } = progress(PATH, ["c", "a"]);
  assert.deepEqual([count, last?.name, next?.name], [2, "a", "b"]);
  assert.equal(progress(PATH, ["a", "b", "c"]).next, null);
});

test("a page that is no more counts for nothing", () => {
  const { count, last } = progress(PATH, ["b", "gone"]);
  assert.deepEqual([count, last?.name], [1, "b"]);
});

test("a page that is seen again is the last one, and stands once", () => {
  let kept = "";
  store({
    getItem: () => kept || null,
    setItem(_, text) {
      kept = text;
    },
  });
  for (const name of ["a", "b", "a"]) see(name);
  assert.deepEqual(seen(), ["b", "a"]);
});

test("storage that is forbidden, or holds something else, is no progress and no error", () => {
  const forbidden = () => {
    throw new Error("SecurityError");
  };
  store({ getItem: forbidden, setItem: forbidden });
  see("a");
  assert.deepEqual(seen(), []);
  for (const text of ["{", "3", '[1, {"a": 2}]']) {
    store({ getItem: () => text });
    assert.deepEqual(seen(), []);
  }
});

test("two cards move at most, and none that is out of view unless it is pointed at", () => {
  assert.deepEqual(movers([], null, 5), []);
  assert.deepEqual(movers([2, 3, 4], null, 4), [3]);
  assert.deepEqual(movers([2, 3, 4], 0, 4), [0, 3]);
  assert.deepEqual(movers([2, 3, 4], 3, 4), [3]);
});

test("a weight leads from its unit to its unit; biases have no line", () => {
  const theta = Float32Array.from([1, 2, 3, 4, 9, 9, 5, 6, 9]);
  const found = weights([2, 2, 1], true, theta);
  assert.deepEqual(
    found.map(({ w }) => w),
    [1, 2, 3, 4, 5, 6],
  );
  assert.deepEqual(found[1], { l: 0, i: 0, j: 1, w: 2 });
  assert.deepEqual(found[5], { l: 1, i: 1, j: 0, w: 6 });
  assert.deepEqual(places([2, 1], 100, 40, 10), [
    [
      { x: 10, y: 10 },
      { x: 10, y: 30 },
    ],
    [{ x: 90, y: 20 }],
  ]);
});
