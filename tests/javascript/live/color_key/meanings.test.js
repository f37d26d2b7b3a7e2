import assert from "node:assert/strict";
import test from "node:test";
import { outputMeanings, unitMeanings } from "../../../../assets/live/color_key/meanings.js";

/**
 * @param {number[]} sizes
 * @param {number} n
 */
const scene = (sizes, n) => ({ sizes, n_classes: n, computed_maps: null });

/** @param {import("../../../../assets/live/color_key/meanings.js").Meaning[]} meanings */
const texts = (meanings) => meanings.map((one) => one.texts.join(" | "));

test("one output is read from 0 to 1, two by their difference, a score in points", () => {
  assert.deepEqual(texts(outputMeanings(scene([2, 3, 1], 2))), [
    "class 0: ŷ = 0 | 0.5 | ŷ = 1: class 1",
  ]);
  assert.deepEqual(texts(outputMeanings(scene([2, 3, 2], 2))), [
    "class 0: −1 | ŷ₂ − ŷ₁ = 0 | +1: class 1",
  ]);
  assert.deepEqual(texts(outputMeanings(scene([2, 3, 1], 0))), ["0 | 50 | 100 points"]);
});

test("each of three classes has its own shades, and no shade is of two", () => {
  const meanings = outputMeanings(scene([2, 3, 3], 3));
  assert.deepEqual(texts(meanings), ["class 0", "class 1", "class 2"]);
  const bytes = meanings.flatMap((one) => one.bytes);
  assert.deepEqual(bytes, [0, 84, 85, 169, 170, 254]);
});

test("a unit's colors run over the range of its own layer's activation", () => {
  const computed = {
    activations: /** @type {[string, [number, number] | null][]} */ ([
      ["tanh", [-1, 1]],
      ["relu", null],
      ["sigmoid", [0, 1]],
    ]),
    output: /** @type {"classes"} */ ("classes"),
    shift: [0, 0],
    scale: [1, 1],
    stride: 2,
  };
  const deep = { ...scene([2, 3, 2, 1], 2), computed_maps: computed };
  const said = [2, 3, 5].map((unit) => texts(unitMeanings(deep, { unit, title: "" }))[0]);
  assert.deepEqual(said, ["a = −1 | 0 | 1", "a = −max |a| | 0 | max |a|", "a = 0 | 0.5 | 1"]);
});
