import assert from "node:assert/strict";
import test from "node:test";
import { aboveZero, meaningOf } from "../../../../assets/live/compare/difference_meaning.js";

test("both ends and the middle are numbers: of classes shares, of scores points", () => {
  const classes = meaningOf({ sizes: [2, 5, 2], n_classes: 2 }, 0.2);
  assert.deepEqual(
    [classes.bytes, classes.texts],
    [
      [0, 254],
      ["−0.2", "0", "+0.2"],
    ],
  );
  assert.deepEqual(meaningOf({ sizes: [2, 3, 1], n_classes: 0 }, 0.1).texts, ["−10", "0", "+10"]);
});

test("of three classes it has no sign, and half of the colors", () => {
  const scene = { sizes: [2, 5, 3], n_classes: 3 };
  assert.deepEqual(meaningOf(scene, 0.5).bytes, [127, 254]);
  assert.deepEqual(meaningOf(scene, 0.5).texts, ["0", "0.5"]);
  assert.match(aboveZero(scene), /apart/);
});

test("what is above 0 is said in words", () => {
  assert.match(aboveZero({ sizes: [2, 1], n_classes: 2 }), /class 1/);
  assert.match(aboveZero({ sizes: [2, 1], n_classes: 0 }), /points/);
});
