import assert from "node:assert/strict";
import test from "node:test";
import { PastRuns } from "../../../assets/live/past_runs.js";
import { frameOf } from "./server.js";

const POINTS = [0, 10, 20].map(frameOf);

/**
 * @param {string} alpha
 * @param {string} [changes]
 * @param {string} [seed]
 */
const run = (alpha, changes = "", seed = "1") => ({
  settings: { alpha: `α ${alpha}`, seed: `seed ${seed}`, batch: "batch all" },
  changes,
});

/** @param {PastRuns} runs */
const labels = (runs) => runs.shown.map(({ label }) => label);

test("a change keeps the run before, called by what it has otherwise", () => {
  const runs = new PastRuns();
  runs.take(run("0.5"), [], 0);
  assert.deepEqual(labels(runs), []);
  runs.take(run("2", "20~alpha~0.5"), POINTS, 5000);
  assert.deepEqual(labels(runs), ["α 0.5"]);
  assert.deepEqual(runs.shown[0].points, POINTS);
});

test("the same run described anew, or begun again, is no run before", () => {
  const runs = new PastRuns();
  runs.take(run("0.5"), [], 0);
  runs.take(run("0.5"), POINTS, 5000);
  assert.deepEqual(labels(runs), []);
});

test("two runs are kept, and what quick moves of a slider passed through is not", () => {
  const runs = new PastRuns();
  for (const [i, alpha] of ["0.1", "0.2", "0.5", "1"].entries())
    runs.take(run(alpha), POINTS, 5000 * i);
  assert.deepEqual(labels(runs), ["α 0.2", "α 0.5"]);
  runs.take(run("2"), POINTS, 15_300);
  runs.take(run("5"), POINTS, 15_600);
  assert.deepEqual(labels(runs), ["α 0.2", "α 0.5"]);
});

test("a run without a second point has no curve", () => {
  const runs = new PastRuns();
  runs.take(run("0.5"), [], 0);
  runs.take(run("2"), POINTS.slice(0, 1), 5000);
  assert.deepEqual(labels(runs), []);
});

test("what differs in more than the chart has room to name is called before", () => {
  const runs = new PastRuns();
  runs.take(run("0.5"), [], 0);
  runs.take(
    { settings: { alpha: "α 1", seed: "seed 2", batch: "batch 5" }, changes: "" },
    POINTS,
    9000,
  );
  assert.deepEqual(labels(runs), ["before"]);
  const changed = new PastRuns();
  changed.take(run("0.5", "10~alpha~1"), [], 0);
  changed.take(run("0.5"), POINTS, 9000);
  assert.deepEqual(labels(changed), ["before"]);
});

test("a run that comes back is known from when it ran, and no run before", () => {
  const runs = new PastRuns();
  runs.take(run("0.5"), [], 0);
  assert.deepEqual(runs.known(20), []);
  runs.take(run("2"), POINTS, 5000);
  assert.deepEqual(runs.known(20), []);
  runs.take(run("0.5"), POINTS, 10_000);
  assert.deepEqual(labels(runs), ["α 2"]);
  assert.deepEqual(
    runs.known(10).map(({ epoch }) => epoch),
    [0, 10],
  );
});
