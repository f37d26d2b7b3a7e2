// A recorded run: its weights, its points, and what the network of each picture says of them.

/** @import { FilmData } from "./types.d.ts" */

import { ForwardPass } from "../../live/forward_pass.js";
import { MapsFromTheta } from "../../live/maps.js";
import { floats } from "../../live/protocol.js";

/** Milliseconds that a picture stands, and that the last one does. */
export const PICTURE_MS = 100;
export const REST_MS = 3000;

export class Film {
  /** @param {FilmData} data */
  constructor(data) {
    const { computed_maps, X, labels, thetas } = data;
    this.data = data;
    this.n = data.epochs.length;
    this.thetas = floats(thetas);
    this.X = floats(X);
    this.labels = labels;
    this.maps = new MapsFromTheta(data, computed_maps);
    const activations = computed_maps.activations.map(([name]) => name);
    const m = this.X.length / 2;
    this.pass = new ForwardPass({ ...data, activations }, m);
    const { shift, scale } = computed_maps;
    for (let p = 0; p < m; p += 1)
      for (const i of [0, 1])
        this.pass.layers[0][i * m + p] = (this.X[2 * p + i] - shift[i]) / scale[i];
  }

  /**
   * Return the weights and biases of a picture.
   *
   * @param {number} i
   */
  theta(i) {
    const size = this.thetas.length / this.n;
    return this.thetas.subarray(i * size, (i + 1) * size);
  }

  /**
   * Compute the maps of a picture, and return them; they hold until the next picture's.
   *
   * @param {number} i
   */
  mapsOf(i) {
    this.maps.compute(this.theta(i));
    return this.maps;
  }

  /**
   * Return the indices of the points that the network of a picture puts into the wrong class.
   *
   * @param {number} i
   */
  wrong(i) {
    const { labels, pass } = this;
    pass.run(this.theta(i));
    const outputs = pass.layers[pass.layers.length - 1];
    return labels.flatMap((label, p) => (classOf(outputs, p, pass.n) === label ? [] : [p]));
  }
}

/**
 * Return the class of a point: that of the largest output, or of the only one.
 *
 * @param {Float64Array} outputs  unit by unit
 * @param {number} p
 * @param {number} m
 */
function classOf(outputs, p, m) {
  if (outputs.length === m) return Number(outputs[p] > 0.5);
  let best = 0;
  for (let k = 1; k * m < outputs.length; k += 1)
    if (outputs[k * m + p] > outputs[best * m + p]) best = k;
  return best;
}

/**
 * Return which picture follows, and after how many milliseconds: after the last one the first.
 *
 * @param {number} i
 * @param {number} n
 */
export function following(i, n) {
  return i < n - 1 ? { i: i + 1, ms: PICTURE_MS } : { i: 0, ms: REST_MS };
}
