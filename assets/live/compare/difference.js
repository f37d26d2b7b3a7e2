// The difference of what two networks say over the plane. No drawing here.

/** @import { PlaneFrame, PlaneScene } from "../types.d.ts" */

import { ForwardPass } from "../forward_pass.js";
import { inputsOf } from "../maps.js";

const HALF = 127;
/** Largest differences that a scale may show. */
const SCALES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
const ROOM = 0.7; // a scale is made finer only where less of it than this would do

/** @typedef {Pick<PlaneScene, "sizes" | "biases" | "computed_maps" | "plane">} Side */
/** @typedef {(a: Float64Array, b: Float64Array, p: number, n: number) => number} Rule  at point p of n */

/** @type {Rule[]} By the number of outputs; of more it is `apart`. */
const RULES = [(a, b, p) => a[p] - b[p], (a, b, p, n) => (a[n + p] - a[p] - b[n + p] + b[p]) / 2];

/**
 * Say whether two networks can be compared over the plane: both are known here and have as many
 * outputs.
 *
 * @param {{ sizes: number[], computed_maps?: PlaneScene["computed_maps"] }} a
 * @param {{ sizes: number[], computed_maps?: PlaneScene["computed_maps"] }} b
 */
export function canBeCompared(a, b) {
  return Boolean(a.computed_maps && b.computed_maps) && a.sizes.at(-1) === b.sizes.at(-1);
}

export class Difference {
  /**
   * @param {Side} a  whose plane is shown
   * @param {Side} b
   * @param {[columns: number, rows: number]} size  of the map
   */
  constructor(a, b, size) {
    this.size = size;
    this.rule = RULES[(a.sizes.at(-1) ?? 1) - 1] ?? apart;
    this.sides = [sideOf(a, a.plane, size), sideOf(b, a.plane, size)];
    this.values = new Float64Array(size[0] * size[1]);
    this.bytes = new Uint8Array(this.values.length);
    /** The difference that the ends of the scale stand for. */
    this.scale = SCALES[SCALES.length - 1];
  }

  /**
   * Return the map: HALF where both say the same. Of one output it is higher where that of A is; of
   * two, where A leans more to class 1; of three or more it is higher the farther both are apart.
   *
   * @param {Pick<PlaneFrame, "theta">} a
   * @param {Pick<PlaneFrame, "theta">} b
   */
  of({ theta: a }, { theta: b }) {
    const [columns, rows] = this.size;
    const [one, other] = this.sides;
    let top = 0;
    for (let row = 0; row < rows; row += 1) {
      const [y, z] = [one.run(a, row), other.run(b, row)];
      for (let p = 0; p < columns; p += 1) {
        const value = this.rule(y, z, p, columns);
        this.values[row * columns + p] = value;
        top = Math.max(top, Math.abs(value));
      }
    }
    this.scale = scaleFor(top, this.scale);
    const by = HALF / this.scale;
    for (let i = 0; i < this.values.length; i += 1)
      this.bytes[i] = Math.round(HALF + Math.max(-HALF, Math.min(HALF, by * this.values[i])));
    return this.bytes;
  }
}

/**
 * @param {Side} side
 * @param {PlaneScene["plane"]} plane
 * @param {[columns: number, rows: number]} size
 */
function sideOf({ sizes, biases, computed_maps: computed }, plane, size) {
  if (!computed) throw new Error("the maps of this network are not computed here");
  const activations = computed.activations.map(([name]) => name);
  const pass = new ForwardPass({ sizes, activations, biases }, size[0]);
  const [x, y] = inputsOf(plane, size, computed);
  return {
    /**
     * @param {Float32Array} theta
     * @param {number} row
     */
    run(theta, row) {
      pass.layers[0].set(x);
      pass.layers[0].fill(y[row], size[0]);
      pass.run(theta);
      return pass.layers[pass.layers.length - 1];
    },
  };
}

/**
 * Return half of what the outputs differ in all: for probabilities, the share that moves from one
 * class to another.
 *
 * @type {Rule}
 */
function apart(a, b, p, n) {
  let sum = 0;
  for (let i = p; i < a.length; i += n) sum += Math.abs(a[i] - b[i]);
  return sum / 2;
}

/**
 * Return the scale that holds a difference: the present one for as long as it is not much too wide.
 *
 * @param {number} top
 * @param {number} present
 */
export function scaleFor(top, present) {
  if (top <= present && top > ROOM * (SCALES[SCALES.indexOf(present) - 1] ?? 0)) return present;
  return SCALES.find((scale) => scale >= top) ?? SCALES[SCALES.length - 1];
}
