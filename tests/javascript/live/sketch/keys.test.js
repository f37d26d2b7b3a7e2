import assert from "node:assert/strict";
import test from "node:test";
import { actionOf } from "../../../../assets/live/sketch/keys.js";

/**
 * @param {"curve" | "boundary"} kind
 * @param {string} key
 * @param {number} chosen
 * @param {object} [held]
 */
function action(kind, key, chosen, held = {}) {
  const event = { key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held };
  return actionOf(kind, event, chosen, 5);
}

test("on a curve left and right choose a point, up and down move it", () => {
  assert.deepEqual(action("curve", "ArrowRight", 1), { choose: 2 });
  assert.deepEqual(action("curve", "ArrowRight", 4), { choose: 4 });
  assert.deepEqual(action("curve", "ArrowLeft", 0), { choose: 0 });
  assert.deepEqual(action("curve", "ArrowUp", 0), { by: [0, 0.02] });
  assert.deepEqual(action("curve", "ArrowDown", 0), { by: [0, -0.02] });
});

test("on the plane arrows move a point, which page up and page down choose", () => {
  assert.deepEqual(action("boundary", "PageDown", 1), { choose: 2 });
  assert.deepEqual(action("boundary", "PageUp", 1), { choose: 0 });
  assert.deepEqual(action("boundary", "ArrowLeft", 1), { by: [-0.02, 0] });
});

test("Shift moves less far, Home and End choose the ends, and Enter gives the line", () => {
  assert.deepEqual(action("boundary", "ArrowUp", 1, { shiftKey: true }), { by: [0, 0.0025] });
  assert.deepEqual(action("curve", "Home", 3), { choose: 0 });
  assert.deepEqual(action("boundary", "End", 3), { choose: 4 });
  assert.deepEqual(action("curve", "Enter", 3), { does: "give" });
});

test("other keys, and those of the browser, are left alone", () => {
  for (const key of ["Tab", "Escape", "a", " "]) assert.equal(action("curve", key, 1), null);
  assert.equal(action("curve", "PageDown", 1), null);
  assert.equal(action("curve", "ArrowLeft", 1, { altKey: true }), null);
});
