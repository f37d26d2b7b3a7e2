import assert from "node:assert/strict";
import test from "node:test";
import { isMeant } from "../../../assets/shared/keys.js";

const undo = { key: "z", ctrl: true, shift: false, does() {} };
const redo = { key: "z", ctrl: true, shift: true, does() {} };
const step = { key: "ArrowRight", does() {} };

/** @param {Partial<KeyboardEvent>} event */
const pressed = (event) =>
  /** @type {KeyboardEvent} */ ({ shiftKey: false, altKey: false, ...event });

test("Ctrl+Z undoes, with Shift it redoes, whatever Shift makes of the letter", () => {
  assert.ok(isMeant(undo, pressed({ key: "z" }), true));
  assert.ok(!isMeant(redo, pressed({ key: "z" }), true));
  assert.ok(isMeant(redo, pressed({ key: "Z", shiftKey: true }), true));
  assert.ok(!isMeant(undo, pressed({ key: "Z", shiftKey: true }), true));
});

test("a letter alone undoes nothing, and Control with an arrow does not step", () => {
  assert.ok(!isMeant(undo, pressed({ key: "z" }), false));
  assert.ok(isMeant(step, pressed({ key: "ArrowRight" }), false));
  assert.ok(!isMeant(step, pressed({ key: "ArrowRight" }), true));
  assert.ok(!isMeant(undo, pressed({ key: "z", altKey: true }), true));
});
