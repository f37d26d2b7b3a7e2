import assert from "node:assert/strict";
import test from "node:test";
import {
  MOST,
  pathOf,
  readRuns,
  withRun,
  written,
} from "../../../../assets/live/my_runs/kept_runs.js";

/** @param {number} i */
const run = (i) => ({
  name: `Run ${i}`,
  address: `/moons?alpha=${i}`,
  picture: "data:image/png;base64,AAAA",
  said: "epoch 3",
});

test("runs come back from a file as they went in, the newest first", () => {
  const runs = [1, 2, 3].map(run).reduce(withRun, /** @type {ReturnType<typeof run>[]} */ ([]));
  assert.deepEqual(
    runs.map(({ name }) => name),
    ["Run 3", "Run 2", "Run 1"],
  );
  assert.deepEqual(readRuns(written(runs)), runs);
});

test("the same address is kept once, and no more than fifty are", () => {
  const many = Array.from({ length: 70 }, (_, i) => run(i)).reduce(
    withRun,
    /** @type {ReturnType<typeof run>[]} */ ([]),
  );
  assert.equal(many.length, MOST);
  const again = withRun(many, { ...run(69), name: "Other" });
  assert.equal(again.length, MOST);
  assert.equal(again[0].name, "Other");
});

test("what is no run of this app is left out, and what is no file of runs is told apart", () => {
  const bad = [
    { ...run(1), address: "//evil.example/moons" },
    { ...run(1), address: "https://evil.example" },
    { ...run(1), address: "javascript:alert(1)" },
    { ...run(1), address: "/\\evil.example" },
    { ...run(1), picture: "data:image/svg+xml;base64,AAAA" },
    { ...run(1), picture: "http://evil.example/a.png" },
    { ...run(1), name: 3 },
    { name: "x" },
    null,
    7,
    [],
  ];
  assert.deepEqual(readRuns(JSON.stringify({ runs: [...bad, run(2)] })), [run(2)]);
  for (const text of ["", "{", "[]", "null", '{"runs": 3}', "\u0000"])
    assert.equal(readRuns(text), null, text);
});

test("a path is an address without its query", () => {
  assert.equal(pathOf("/base/moons?x=1#y"), "/base/moons");
});
