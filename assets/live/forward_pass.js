// The forward pass of a fully connected network over many points at once, from one flat theta:
// core/engine/forward.py in the browser. No pictures here.
//
// A layer's activations lie unit by unit, all points of a unit side by side, so that the innermost
// loops run through memory in order. They are float64: weights come as float32, and the sums of
// unbounded layers would lose digits in it.

/** @typedef {(layer: Float64Array, n: number) => void} Activation  z of n points in, a out */

/** @type {Record<string, Activation>} By the names of core/engine/activations.py. */
export const ACTIVATIONS = { sigmoid, tanh, relu, linear, softmax };

export class ForwardPass {
  /**
   * @param {object} network
   * @param {number[]} network.sizes  units a layer, inputs first
   * @param {string[]} network.activations  of each layer but the inputs
   * @param {boolean} network.biases
   * @param {number} n  points at a time
   */
  constructor({ sizes, activations, biases }, n) {
    this.n = n;
    this.biases = biases;
    this.activations = activations.map((name) => ACTIVATIONS[name]);
    /** Of each layer, inputs first: unit i at point p is layers[l][i * n + p]. */
    this.layers = sizes.map((size) => new Float64Array(size * n));
  }

  /**
   * Compute all layers from the inputs, which are in the first.
   *
   * @param {Float32Array} theta  W1, b1, W2, b2, ...; each W of shape (n_in, n_out) row by row
   */
  run(theta) {
    const { activations, biases, layers, n } = this;
    let start = 0;
    for (let l = 0; l < activations.length; l += 1) {
      start = weightedSums(layers[l], layers[l + 1], theta, start, biases, n);
      activations[l](layers[l + 1], n);
    }
  }
}

/**
 * Compute z = a W + b of a layer.
 *
 * @param {Float64Array} a  of n_in units
 * @param {Float64Array} z  of n_out units
 * @param {Float32Array} theta
 * @param {number} start  where W begins in theta
 * @param {boolean} biases
 * @param {number} n
 * @returns where the next layer begins
 */
function weightedSums(a, z, theta, start, biases, n) {
  const [nIn, nOut] = [a.length / n, z.length / n];
  const bias = start + nIn * nOut;
  for (let j = 0; j < nOut; j += 1) {
    const to = j * n;
    z.fill(biases ? theta[bias + j] : 0, to, to + n);
    let i = 0;
    // Four units at a time: a sum is then read and written a quarter as often.
    for (; i + 3 < nIn; i += 4) {
      const [w, at] = [start + i * nOut + j, i * n];
      const [w0, w1, w2, w3] = [
        theta[w],
        theta[w + nOut],
        theta[w + 2 * nOut],
        theta[w + 3 * nOut],
      ];
      const [a1, a2, a3] = [at + n, at + 2 * n, at + 3 * n];
      for (let p = 0; p < n; p += 1)
        z[to + p] += w0 * a[at + p] + w1 * a[a1 + p] + w2 * a[a2 + p] + w3 * a[a3 + p];
    }
    for (; i < nIn; i += 1) {
      const [w0, at] = [theta[start + i * nOut + j], i * n];
      for (let p = 0; p < n; p += 1) z[to + p] += w0 * a[at + p];
    }
  }
  return biases ? bias + nOut : bias;
}

/** @type {Activation} */
function sigmoid(layer) {
  for (let i = 0; i < layer.length; i += 1) layer[i] = 1 / (1 + Math.exp(-layer[i]));
}

/** @type {Activation} */
function tanh(layer) {
  for (let i = 0; i < layer.length; i += 1) layer[i] = Math.tanh(layer[i]);
}

/** @type {Activation} */
function relu(layer) {
  for (let i = 0; i < layer.length; i += 1) if (layer[i] < 0) layer[i] = 0;
}

/** @type {Activation} */
function linear() {}

/**
 * The largest z of a point is subtracted first; it cancels, and nothing overflows.
 *
 * @type {Activation}
 */
function softmax(layer, n) {
  for (let p = 0; p < n; p += 1) {
    let top = layer[p];
    for (let i = p + n; i < layer.length; i += n) if (layer[i] > top) top = layer[i];
    let sum = 0;
    for (let i = p; i < layer.length; i += n) {
      layer[i] = Math.exp(layer[i] - top);
      sum += layer[i];
    }
    for (let i = p; i < layer.length; i += n) layer[i] /= sum;
  }
}
