import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import remember from "../../../assets/controls/more.js";

/** @type {Map<string, string>} */
const kept = new Map();

beforeEach(() => {
  kept.clear();
  Object.assign(globalThis, {
    localStorage: {
      getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    },
  });
});

/**
 * Return what is sent to the server.
 * @param {boolean} open
 * @param {boolean} isNew
 */
function sent(open, isNew) {
  /** @type {[string, boolean][]} */
  const values = [];
  remember({ data: { open, isNew }, setTriggerValue: (name, value) => values.push([name, value]) });
  return values;
}

test("a first visit asks for nothing and keeps nothing", () => {
  assert.deepEqual(sent(false, true), []);
  assert.equal(kept.size, 0);
});

test("what was left open is opened on the next visit, once", () => {
  sent(true, false);
  assert.deepEqual(sent(false, true), [["remembered", true]]);
  assert.deepEqual(sent(true, true), []);
});

test("what was closed stays closed", () => {
  sent(true, false);
  sent(false, false);
  assert.deepEqual(sent(false, true), []);
});

test("a browser that may keep nothing is no fault", () => {
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    get: () => {
      throw new Error("SecurityError");
    },
  });
  assert.deepEqual(sent(false, true), []);
  assert.deepEqual(sent(true, false), []);
  Reflect.deleteProperty(globalThis, "localStorage");
});
