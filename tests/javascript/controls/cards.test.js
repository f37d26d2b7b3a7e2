import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { doneOn, rulesOf, wordsOf } from "../../../assets/controls/cards.js";

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

test("what was pressed is done, on its page, at the next visit too", () => {
  assert.deepEqual(doneOn("moons", null), []);
  assert.deepEqual(doneOn("moons", 2), [2]);
  assert.deepEqual(doneOn("moons", 2), [2]);
  assert.deepEqual(doneOn("moons", 0), [2, 0]);
  assert.deepEqual(doneOn("xor", null), []);
  assert.deepEqual(doneOn("moons", null), [2, 0]);
});

test("what the browser has kept may be anything", () => {
  for (const text of ["nonsense", "null", "[]", '{"moons": 3}', '{"moons": ["a", {}]}']) {
    kept.set("glassnet-steps", text);
    assert.deepEqual(doneOn("moons", null), [], text);
    assert.deepEqual(doneOn("moons", 1), [1], text);
  }
});

test("a browser that may keep nothing is no fault", () => {
  Object.assign(globalThis, { localStorage: undefined });
  assert.deepEqual(doneOn("moons", 1), [1]);
});

test("the current card is lit, those that are done are ticked, and no other", () => {
  const rules = rulesOf({ steps: [4, 5, 6], current: 5 }, [4, 5, 9], "red").split("\n");
  assert.match(rules[0], /step-1 .*✓/);
  assert.match(rules[1], /step-2 .*border-color: red/);
  assert.equal(rules[2], "");
});

test("what the cards show is said, too", () => {
  const steps = [4, 5, 6];
  assert.equal(wordsOf({ steps, current: 5 }, [4, 6]), "Step 2 is the current one. Done: 1, 3.");
  assert.equal(wordsOf({ steps, current: null }, []), "");
});
