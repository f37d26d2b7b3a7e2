import assert from "node:assert/strict";
import test from "node:test";
import { accuracyOf, strength } from "../../../assets/pages/digits/accuracy.js";

test("the accuracy on held-out digits counts, where there are any", () => {
  assert.equal(accuracyOf({ train: 0.9, test: 0.8 }), 0.8);
  assert.equal(accuracyOf({ train: 0.9, test: null }), 0.9);
  assert.equal(accuracyOf({ train: null, test: null }), null);
});

test("a color grows with each power of ten of mistakes that are left, up to a limit", () => {
  assert.ok(strength(0) === 0);
  assert.ok(Math.abs(strength(0.99) - 2 * strength(0.9)) < 1e-9);
  assert.equal(strength(1), 78);
  assert.equal(strength(0.9999), 78);
});
