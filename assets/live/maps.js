// The maps of a frame: the output over the plane, and a coarser map for each hidden and output unit,
// one byte a pixel, as app/figures/maps.py makes them.
//
// A frame has theta and no maps: they are computed when it is painted, a row of pixels at a time.
// Where a network has an activation that only the server knows, the frames bring their maps.

/** @import { ComputedMaps, Maps, PlaneFrame, PlaneScene } from "./types.d.ts" */

import { ForwardPass } from "./forward_pass.js";

const HALF = 127; // neutral; 0 and FULL are the two ends
const FULL = 254;
const SMALLEST = 1e-12; // that an unbounded map is divided by

/**
 * Writes the bytes of a row of pixels from the outputs there, which lie unit by unit.
 *
 * @typedef {(outputs: Float64Array, bytes: Uint8Array, start: number, n: number) => void} OutputRule
 */

/** @type {Record<ComputedMaps["output"], OutputRule>} */
export const OUTPUT_RULES = { classes, score };

/**
 * What has the maps of a scene's frames, so that all panels have one.
 *
 * @type {WeakMap<PlaneScene, Maps>}
 */
const known = new WeakMap();

/**
 * Return what has the maps of a scene's frames.
 *
 * @param {PlaneScene} scene
 * @returns {Maps}
 */
export function mapsOf(scene) {
  const { computed_maps } = scene;
  const maps = known.get(scene) ?? (computed_maps ? new MapsFromTheta(scene, computed_maps) : SENT);
  known.set(scene, maps);
  return maps;
}

/** @type {Maps} That come with their frames. */
const SENT = {
  of: ({ map = new Uint8Array(), units = new Uint8Array() }) => ({ map, units }),
};

/** The map of the output alone, at any size. */
export class OutputMap {
  /**
   * @param {Pick<PlaneScene, "sizes" | "biases" | "plane">} scene
   * @param {ComputedMaps} computed
   * @param {[columns: number, rows: number]} size
   */
  constructor({ sizes, biases, plane }, computed, size) {
    this.size = size;
    const names = computed.activations.map(([name]) => name);
    this.pass = new ForwardPass({ sizes, activations: names, biases }, size[0]);
    this.inputs = inputsOf(plane, size, computed);
    this.rule = OUTPUT_RULES[computed.output];
    this.map = new Uint8Array(size[0] * size[1]);
  }

  /**
   * @param {Float32Array} theta
   * @param {(row: number) => void} [onRow]  called when the layers hold a row of pixels
   */
  compute(theta, onRow) {
    const { inputs, map, pass, rule } = this;
    const [columns, rows] = this.size;
    const { layers } = pass;
    const [x, y] = inputs;
    for (let row = 0; row < rows; row += 1) {
      layers[0].set(x);
      layers[0].fill(y[row], columns);
      pass.run(theta);
      rule(layers[layers.length - 1], map, row * columns, columns);
      onRow?.(row);
    }
    return map;
  }
}

export class MapsFromTheta {
  /**
   * @param {Pick<PlaneScene, "sizes" | "biases" | "plane" | "map" | "unit_map">} scene
   * @param {ComputedMaps} computed
   */
  constructor(scene, computed) {
    const { sizes, map, unit_map } = scene;
    const { activations, stride } = computed;
    this.output = new OutputMap(scene, computed, map);
    this.unitColumns = unit_map[0];
    this.unitRows = unit_map[1];
    this.stride = stride;
    /** Of each unit that has a map: the range of its activation. */
    this.bounds = activations.flatMap(([, range], l) => Array(sizes[l + 1]).fill(range));
    // All is allocated here: what `of` returns holds until it is asked for another frame.
    this.values = new Float64Array(this.bounds.length * this.unitColumns * this.unitRows);
    this.units = new Uint8Array(this.values.length);
    /** @type {PlaneFrame | null} Whose maps these are. */
    this.frame = null;
  }

  /** The map of the output. */
  get map() {
    return this.output.map;
  }

  /**
   * Return the maps of a frame; those of the units one after the other.
   *
   * @param {PlaneFrame} frame
   */
  of(frame) {
    if (frame !== this.frame) this.compute(frame.theta);
    this.frame = frame;
    return { map: this.map, units: this.units };
  }

  /** @param {Float32Array} theta */
  compute(theta) {
    const { stride } = this;
    this.output.compute(theta, (row) => {
      if (row % stride === 0) this.keep(row / stride);
    });
    const size = this.unitColumns * this.unitRows;
    for (const [unit, range] of this.bounds.entries())
      unitBytes(this.values, this.units, unit * size, size, range);
  }

  /**
   * Keep what the units' maps show of a row of pixels.
   *
   * @param {number} row  of the units' maps
   */
  keep(row) {
    const { stride, unitColumns, unitRows, values } = this;
    const [columns] = this.output.size;
    let to = row * unitColumns;
    for (const layer of this.output.pass.layers.slice(1))
      for (let from = 0; from < layer.length; from += columns) {
        for (let i = 0; i < unitColumns; i += 1) values[to + i] = layer[from + i * stride];
        to += unitColumns * unitRows;
      }
  }
}

/**
 * Return what the network is fed: x1 of each column, and x2 of each row from the top.
 *
 * @param {PlaneScene["plane"]} plane
 * @param {PlaneScene["map"]} map
 * @param {Pick<ComputedMaps, "shift" | "scale">} scaling
 */
export function inputsOf([[x0, x1], [y0, y1]], [columns, rows], { shift, scale }) {
  return [centers(x0, x1, columns), centers(y1, y0, rows)].map((numbers, i) =>
    numbers.map((number) => (number - shift[i]) / scale[i]),
  );
}

/**
 * Return the centers of n pixels.
 *
 * @param {number} from
 * @param {number} to
 * @param {number} n
 */
function centers(from, to, n) {
  return Float64Array.from({ length: n }, (_, i) => from + ((to - from) * (i + 0.5)) / n);
}

/**
 * Write the map of a unit: the middle of its range is neutral. Where it has none, 0 is, and the
 * largest |a| is full.
 *
 * @param {Float64Array} values
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} n
 * @param {[number, number] | null} range
 */
function unitBytes(values, bytes, start, n, range) {
  const [low, high] = range ?? symmetric(values, start, n);
  const [middle, by] = [(low + high) / 2, (2 * HALF) / (high - low)];
  for (let i = start; i < start + n; i += 1) bytes[i] = HALF + by * (values[i] - middle) + 0.5;
}

/**
 * Return the smallest range around 0 that holds all values.
 *
 * @param {Float64Array} values
 * @param {number} start
 * @param {number} n
 * @returns {[number, number]}
 */
function symmetric(values, start, n) {
  let top = SMALLEST;
  for (let i = start; i < start + n; i += 1) top = Math.max(top, Math.abs(values[i]));
  return [-top, top];
}

/**
 * Which class leads, and how clearly. Of one output, that of class 1: from 0 to FULL. Of two: HALF
 * where both are equal. Of three: 85 times the class, plus 84 times its lead over the second.
 *
 * @type {OutputRule}
 */
function classes(outputs, bytes, start, n) {
  if (outputs.length === n) score(outputs, bytes, start, n);
  else if (outputs.length === 2 * n) twoClasses(outputs, bytes, start, n);
  else manyClasses(outputs, bytes, start, n);
}

/** @type {OutputRule} The first output, from 0 to FULL. */
function score(outputs, bytes, start, n) {
  for (let p = 0; p < n; p += 1) bytes[start + p] = FULL * clip(outputs[p], 0, 1) + 0.5;
}

/** @type {OutputRule} */
function twoClasses(outputs, bytes, start, n) {
  for (let p = 0; p < n; p += 1)
    bytes[start + p] = HALF + HALF * clip(outputs[n + p] - outputs[p], -1, 1) + 0.5;
}

/** @type {OutputRule} */
function manyClasses(outputs, bytes, start, n) {
  for (let p = 0; p < n; p += 1) {
    let [best, first, second] = [0, outputs[p], Number.NEGATIVE_INFINITY];
    for (let k = 1; k * n < outputs.length; k += 1) {
      const one = outputs[k * n + p];
      if (one > first) [best, first, second] = [k, one, first];
      else if (one > second) second = one;
    }
    bytes[start + p] = 85 * best + Math.floor(84 * clip(first - second, 0, 1) + 0.5);
  }
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function clip(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
