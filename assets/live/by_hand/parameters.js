// Which place of theta a parameter has.

/**
 * Return the place in theta of the weight that leads from unit i of the layer before to unit j of a
 * layer; of the layer's bias, which stands below its weights as one row more, where i is null.
 *
 * @param {{ sizes: number[], biases: boolean }} network
 * @param {{ layer: number, i: number | null, j: number }} place  layer from 1; i, j from 0
 */
export function indexOf({ sizes, biases }, { layer, i, j }) {
  let start = 0;
  for (let l = 1; l < layer; l += 1) start += (sizes[l - 1] + (biases ? 1 : 0)) * sizes[l];
  return start + (i ?? sizes[layer - 1]) * sizes[layer] + j;
}
