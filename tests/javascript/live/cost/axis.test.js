import assert from "node:assert/strict";
import test from "node:test";
import { axisEnd } from "../../../../assets/live/cost/axis.js";

test("the axis ends at a round number beyond the run, and never before it", () => {
  const ends = [100, 150, 420, 999, 1000].map((epoch) => axisEnd(epoch, 20_000));
  assert.deepEqual(ends, [1000, 1000, 1000, 1000, 1500]);
  for (let epoch = 0; epoch <= 20_000; epoch += 37) {
    const end = axisEnd(epoch, 20_000);
    assert.ok(end >= epoch && end <= 20_000, `${epoch}: ${end}`);
    if (end < 20_000 && epoch > 1000) assert.ok(epoch >= 0.6 * end, `${epoch}: ${end}`);
  }
});

test("near the end of the run all of it is shown, and what is longer than it too", () => {
  assert.equal(axisEnd(4000, 5000), 5000);
  assert.equal(axisEnd(5000, 5000), 5000);
  assert.equal(axisEnd(8000, 5000), 8000);
});

test("a run of one epoch has an axis", () => {
  assert.equal(axisEnd(0, 1), 1);
});
