import assert from "node:assert/strict";
import test from "node:test";
import {
  biasesAreZero,
  inputBytes,
  layOut,
  subscript,
} from "../../../../assets/live/network/layout.js";

const SIZES = [
  [2, 1],
  [2, 5, 5, 2],
  [2, 12, 12, 3],
  [2, 1, 8, 1],
];
const CANVASES = [
  [300, 200],
  [720, 480],
  [1600, 900],
];

/** @param {(layout: ReturnType<typeof layOut>, sizes: number[], biases: boolean, size: number[]) => void} check */
function everyLayout(check) {
  for (const sizes of SIZES)
    for (const biases of [false, true])
      for (const [width, height] of CANVASES)
        check(layOut({ sizes, biases }, width, height), sizes, biases, [width, height]);
}

test("every unit lies within the canvas, above the names of the layers", () => {
  everyLayout(({ columns, tile: { w, h } }, sizes, _, [width, height]) => {
    assert.deepEqual(
      columns.map((column) => column.length),
      sizes,
    );
    for (const { x, y } of columns.flat()) {
      assert.ok(x - w / 2 >= 0 && x + w / 2 <= width);
      assert.ok(y - h / 2 >= 0 && y + h / 2 <= height - 20);
    }
  });
});

test("units of a layer do not overlap", () => {
  everyLayout(({ columns, tile: { h } }) => {
    for (const column of columns)
      for (let i = 1; i < column.length; i += 1) assert.ok(column[i].y - column[i - 1].y > h);
  });
});

test("there is a line for each parameter, in the order of theta", () => {
  everyLayout(({ lines }, sizes, biases) => {
    let at = 0;
    for (let layer = 1; layer < sizes.length; layer += 1) {
      for (let i = 0; i < sizes[layer - 1] + (biases ? 1 : 0); i += 1)
        for (let j = 0; j < sizes[layer]; j += 1) {
          const line = lines[at];
          const isBias = i === sizes[layer - 1];
          assert.deepEqual([line.at, line.layer, line.to.i, line.isBias], [at, layer, j, isBias]);
          const name = isBias
            ? `b${subscript(layer)}[${j + 1}]`
            : `W${subscript(layer)}[${i + 1},${j + 1}]`;
          assert.equal(line.name, name);
          at += 1;
        }
    }
    assert.equal(lines.length, at);
  });
});

test("a line goes from the right of a unit to the left of the next", () => {
  const { lines, columns, tile } = layOut({ sizes: [2, 3, 1], biases: true }, 700, 400);
  const first = lines[0];
  assert.equal(first.x0, columns[0][0].x + tile.w / 2);
  assert.equal(first.y0, columns[0][0].y);
  assert.equal(first.x1, columns[1][0].x - tile.w / 2);
  assert.equal(first.y1, columns[1][0].y);
});

test("an input's map goes through the middle of the palette where the input is 0", () => {
  const bytes = inputBytes([-2, 2], 4);
  assert.deepEqual([...bytes], [32, 95, 159, 222]);
  assert.deepEqual([...inputBytes([0, 10], 2)], [159, 222]);
});

test("biases are 0 where there are some, and none has a value", () => {
  const { lines } = layOut({ sizes: [2, 1], biases: true }, 300, 200);
  assert.equal(biasesAreZero(lines, [1, 2, 0]), true);
  assert.equal(biasesAreZero(lines, [1, 2, 1e-9]), false);
  assert.equal(
    biasesAreZero(layOut({ sizes: [2, 1], biases: false }, 300, 200).lines, [0, 0]),
    false,
  );
});
