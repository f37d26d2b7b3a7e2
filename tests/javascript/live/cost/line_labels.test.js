import assert from "node:assert/strict";
import test from "node:test";
import { spread } from "../../../../assets/live/cost/line_labels.js";

test("names that are far apart stay where they are", () => {
  assert.deepEqual(spread([40, 10, 80], 15, 0, 100), [40, 10, 80]);
});

test("names lie over none other, in the order of their lines, and within the chart", () => {
  for (const wanted of [
    [50, 51, 52],
    [0, 0, 0, 0],
    [100, 99, 98],
    [95, 100, 5, 7],
  ]) {
    const places = spread(wanted, 15, 0, 100);
    const sorted = [...places].sort((a, b) => a - b);
    for (let i = 1; i < sorted.length; i += 1) assert.ok(sorted[i] - sorted[i - 1] >= 15);
    assert.ok(sorted[0] >= 0 && sorted[sorted.length - 1] <= 100, `${places}`);
    for (const [i, one] of wanted.entries())
      for (const [k, other] of wanted.entries()) if (one < other) assert.ok(places[i] < places[k]);
  }
});
