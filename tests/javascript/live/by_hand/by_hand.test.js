import assert from "node:assert/strict";
import test from "node:test";
import { wordsFor } from "../../../../assets/live/by_hand/broken.js";
import { groupsOf } from "../../../../assets/live/by_hand/chain.js";
import { indexOf } from "../../../../assets/live/by_hand/parameters.js";
import { verdictOf } from "../../../../assets/live/by_hand/verdict.js";
import { layOut } from "../../../../assets/live/network/layout.js";

/** @type {import("../../../../assets/live/by_hand/types.d.ts").Check} */
const CHECK = {
  analytic: 1,
  numerical: 1,
  relative: 0,
  epsilon: 1e-4,
  norm: 1.234e-9,
  off: 0,
  tiny: false,
  norm_epsilon: 1e-4,
  n: 57,
  of: 57,
  wrong: [],
  names: [],
};

test("every parameter is found at its place, with biases and without", () => {
  for (const sizes of [
    [2, 1],
    [2, 5, 5, 2],
    [3, 1, 4],
  ])
    for (const biases of [false, true])
      for (const { at, layer, to, isBias } of layOut({ sizes, biases }, 600, 400).lines) {
        const before = layOut({ sizes, biases }, 600, 400).lines.filter(
          (line) => line.layer === layer && line.to.i === to.i,
        );
        const i = isBias ? null : before.findIndex((line) => line.at === at);
        assert.equal(indexOf({ sizes, biases }, { layer, i, j: to.i }), at);
      }
});

test("a product stays on one row, rows break at sums", () => {
  const term = (/** @type {string} */ tone) => ({ math: 0, tone });
  const groups = groupsOf([term("a"), term("tie"), term("b"), term("c"), term("tie"), term("d")]);
  assert.deepEqual(
    groups.map((group) => group.map(({ tone }) => tone)),
    [
      ["a", "tie", "b"],
      ["c", "tie", "d"],
    ],
  );
});

test("a gradient that is right is said to be, with how many were checked", () => {
  assert.equal(
    verdictOf(CHECK),
    "✓ The gradient is right at all 57 parameters: |a − b| / |a + b| = 1.2e−9 with ε = 1e−4.",
  );
  assert.match(verdictOf({ ...CHECK, of: 10285 }), /right at 57 of 10,285 parameters/);
  assert.match(verdictOf({ ...CHECK, tiny: true }), /next to 0 here/);
});

test("parameters whose gradient is wrong are named, of many the first", () => {
  const wrong = Array.from({ length: 11 }, (_, i) => i);
  const names = wrong.map((i) => `W1[1,${i + 1}]`);
  const text = verdictOf({ ...CHECK, wrong, names, off: 0.5 });
  assert.match(text, /^✗ The gradient is wrong at 11 of 57 parameters: W1\[1,1\], /);
  assert.match(text, /W1\[1,8\] and 3 more\. Its relative error is 50 %\.$/);
});

test("what to do with mistakes is said by what is on", () => {
  /** @type {import("../../../../assets/live/by_hand/types.d.ts").Broken} */
  const none = { on: "none", init: "", search: "", zeros: false, riddle: 0, mistakes: [] };
  assert.match(wordsFor(none), /^Switch a mistake on/);
  assert.match(wordsFor({ ...none, on: "sign" }), /^Training goes on/);
  assert.match(wordsFor({ ...none, search: "BFGS" }), /^BFGS searches/);
  assert.match(wordsFor({ ...none, riddle: 7, search: "BFGS" }), /^Which mistake/);
});
