// Where units and lines of the diagram lie, for a network and the size of its canvas.

/**
 * @typedef {{ w: number, h: number }} Tile  size of a unit
 * @typedef {{ x: number, y: number, layer: number, i: number }} Unit  its center, its place
 * @typedef {{ x: number, y: number, layer: number }} Bias  its center; the layer below the weights'
 * @typedef {{ x0: number, y0: number, x1: number, y1: number, bend: number }} Curve
 * @typedef {Curve & { at: number, name: string, to: Unit, layer: number, isBias: boolean }} Line
 *   of the parameter at place `at` of theta
 * @typedef {{ tile: Tile, columns: Unit[][], units: Unit[], biases: Bias[], lines: Line[] }} Layout
 *   `columns` has the units layer by layer, `units` all but the inputs
 */

/** Pixels of the circle that stands for a bias. */
export const BIAS_RADIUS = 8;
const LABELS = 26; // pixels below the units, for the names of the layers
const [LEFT, RIGHT] = [30, 34]; // pixels beside the inputs and the outputs, for their names
const LARGEST = 62; // pixels of a unit
const BIAS_ROOM = 0.7; // of a unit's

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** @param {number} n */
export const subscript = (n) => String(n).replace(/\d/g, (digit) => SUBSCRIPTS[Number(digit)]);

/**
 * Place units and lines.
 *
 * @param {{ sizes: number[], biases: boolean }} network
 * @param {number} width
 * @param {number} height
 * @returns {Layout}
 */
export function layOut({ sizes, biases: hasBiases }, width, height) {
  const depth = sizes.length - 1;
  /** @param {number} layer */
  const hasBias = (layer) => hasBiases && layer < depth;
  const most = Math.max(...sizes.map((n, layer) => n + (hasBias(layer) ? BIAS_ROOM : 0)));
  const room = (height - LABELS) / most;
  const side = Math.min(LARGEST, room * 0.74, (width / sizes.length) * 0.5);
  const tile = { w: side, h: side * 0.75 };
  const pitch = Math.min(room, side * 1.75);
  const left = LEFT + tile.w / 2;
  const right = width - RIGHT - tile.w / 2;
  /** @type {Bias[]} */
  const biases = [];
  const columns = sizes.map((n, layer) => {
    const x = left + ((right - left) * layer) / depth;
    const span = (n - 1 + (hasBias(layer) ? 0.8 : 0)) * pitch;
    const top = (height - LABELS) / 2 - span / 2;
    if (hasBias(layer)) biases.push({ x, y: top + (n - 0.2) * pitch, layer });
    return Array.from({ length: n }, (_, i) => ({ x, y: top + i * pitch, layer, i }));
  });
  const lines = columns.slice(1).flatMap((targets, i) => {
    const bias = hasBiases ? biases[i] : null;
    return [...weightLines(columns[i], targets, tile), ...biasLines(bias, targets, tile)];
  });
  return {
    tile,
    columns,
    units: columns.slice(1).flat(),
    biases,
    // In theta, a layer's bias stands below its weights, and the next layer after it.
    lines: lines.map((line, at) => ({ ...line, at })),
  };
}

/**
 * @param {Unit[]} from
 * @param {Unit[]} targets
 * @param {Tile} tile
 */
function weightLines(from, targets, tile) {
  return from.flatMap((unit) =>
    targets.map((to) => ({
      name: `W${subscript(to.layer)}[${unit.i + 1},${to.i + 1}]`,
      to,
      layer: to.layer,
      isBias: false,
      ...curve(unit.x + tile.w / 2, unit.y, to, tile, 0),
    })),
  );
}

/**
 * @param {Bias | null} bias
 * @param {Unit[]} targets
 * @param {Tile} tile
 */
function biasLines(bias, targets, tile) {
  if (!bias) return [];
  return targets.map((to) => ({
    name: `b${subscript(to.layer)}[${to.i + 1}]`,
    to,
    layer: to.layer,
    isBias: true,
    ...curve(bias.x + BIAS_RADIUS, bias.y, to, tile, tile.h * 0.3),
  }));
}

/**
 * @param {number} x0
 * @param {number} y0
 * @param {Unit} to
 * @param {Tile} tile
 * @param {number} down  pixels from the middle of the unit's left side
 * @returns {Curve}
 */
function curve(x0, y0, to, tile, down) {
  const x1 = to.x - tile.w / 2;
  return { x0, y0, x1, y1: to.y + down, bend: (x1 - x0) * 0.45 };
}

/**
 * Return what an input unit responds to, which is itself, as bytes along its axis.
 *
 * @param {[low: number, high: number]} range  of the plane
 * @param {number} n
 */
export function inputBytes([low, high], n) {
  const top = Math.max(Math.abs(low), Math.abs(high));
  return Uint8Array.from({ length: n }, (_, i) => {
    const share = (low + ((high - low) * (i + 0.5)) / n) / top;
    return Math.round(127 + 127 * share);
  });
}

/**
 * Return whether a network has biases, and all of them are 0.
 *
 * @param {Pick<Line, "isBias" | "at">[]} lines
 * @param {ArrayLike<number>} theta
 */
export function biasesAreZero(lines, theta) {
  const biases = lines.filter(({ isBias }) => isBias);
  return biases.length > 0 && biases.every(({ at }) => theta[at] === 0);
}
