import assert from "node:assert/strict";
import test from "node:test";
import { labelPlace } from "../../../../assets/live/sketch/label_place.js";

/** @import { Point } from "../../../../assets/live/sketch/geometry.js" */

const SIZE = { width: 200, height: 150 };
const LABEL = { width: 90, height: 18 };

/** @type {Record<string, Point[]>} */
const LINES = {
  "a line that falls": [
    [0, 10],
    [200, 140],
  ],
  "a line that rises": [
    [0, 140],
    [200, 10],
  ],
  "a line along the upper edge": [
    [0, 2],
    [200, 2],
  ],
  "an upright line": [
    [100, 0],
    [100, 150],
  ],
};

for (const [name, line] of Object.entries(LINES))
  test(`the label of ${name} lies within the axes and beside the line`, () => {
    const [x, y] = labelPlace(line, SIZE, LABEL);
    assert.ok(x >= 0 && y >= 0 && x + LABEL.width <= 200 && y + LABEL.height <= 150);
    for (let i = 0; i <= 400; i += 1) {
      const [[x0, y0], [x1, y1]] = line;
      const at = [x0 + (i / 400) * (x1 - x0), y0 + (i / 400) * (y1 - y0)];
      const isRight = at[0] < x || at[0] > x + LABEL.width;
      assert.ok(isRight || at[1] < y || at[1] > y + LABEL.height, `${at}`);
    }
  });

test("where there is no room the label lies in the corner", () => {
  assert.deepEqual(
    labelPlace(
      [
        [5, 5],
        [6, 6],
      ],
      { width: 50, height: 10 },
      LABEL,
    ),
    [0, 0],
  );
});
