import assert from "node:assert/strict";
import test from "node:test";
import { matrixShape, withSubscripts } from "../../../assets/live/numbers/notation.js";

test("the layer of a parameter stands below the line, other digits stay", () => {
  assert.equal(withSubscripts("z1 = x W1 + b1"), "z₁ = x W₁ + b₁");
  assert.equal(withSubscripts("x = hours ÷ (10, 5)"), "x = hours ÷ (10, 5)");
  assert.equal(withSubscripts("ŷ = f(z12)"), "ŷ = f(z₁2)");
});

test("a long column lies down, all else is as theta holds it", () => {
  assert.deepEqual(matrixShape(2, 3), { rows: 2, columns: 3, isTransposed: false });
  assert.deepEqual(matrixShape(3, 1), { rows: 3, columns: 1, isTransposed: false });
  assert.deepEqual(matrixShape(4, 1), { rows: 1, columns: 4, isTransposed: true });
});
