import assert from "node:assert/strict";
import test from "node:test";
import { unitsOf } from "../../../../assets/live/network/unit_buttons.js";
import { placeIn } from "../../../../assets/live/plane/marks.js";

test("units are named layer by layer, outputs by their class where there are several", () => {
  assert.deepEqual(
    unitsOf([2, 2, 1]).map(({ name }) => name),
    ["Unit 1 of hidden layer 1", "Unit 2 of hidden layer 1", "Output unit"],
  );
  assert.deepEqual(unitsOf([2, 2]), [
    { layer: 1, i: 0, name: "Output unit 1, class 0" },
    { layer: 1, i: 1, name: "Output unit 2, class 1" },
  ]);
});

test("a point of the plane lies where the axes put it, y upwards", () => {
  assert.deepEqual(
    placeIn(
      [
        [-1, 3],
        [0, 10],
      ],
      400,
      100,
      0,
      10,
    ),
    [100, 0],
  );
});
