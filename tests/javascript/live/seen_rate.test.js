import assert from "node:assert/strict";
import test from "node:test";
import { SeenRate } from "../../../assets/live/seen_rate.js";

test("ten epochs every 50 milliseconds are 200 a second", () => {
  const seen = new SeenRate();
  for (let i = 0; i < 40; i += 1) seen.note(10 * i, 50 * i);
  assert.equal(seen.value, 200);
});

test("nothing is said of too short a time", () => {
  const seen = new SeenRate();
  seen.note(0, 0);
  seen.note(500, 100);
  assert.equal(seen.value, 0);
});

test("only the last second counts, and no jump back to another start", () => {
  const seen = new SeenRate();
  for (let i = 0; i < 40; i += 1) seen.note(i, 100 * i);
  assert.equal(seen.value, 10);
  seen.begin();
  for (let i = 0; i < 4; i += 1) seen.note(100 * i, 9000 + 100 * i);
  assert.equal(seen.value, 1000);
});
