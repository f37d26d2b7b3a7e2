// Where costs and epochs stand on a chart whose costs are logarithmic. No drawing here.

const MOST_TICKS = 6;

/**
 * Return the range of costs that a chart shows: of all that are finite and more than 0.
 *
 * @param {ArrayLike<number>} costs
 * @returns {[number, number]}
 */
export function costRange(costs) {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < costs.length; i += 1)
    if (costs[i] > 0 && Number.isFinite(costs[i])) {
      low = Math.min(low, costs[i]);
      high = Math.max(high, costs[i]);
    }
  if (!(high > 0)) return [0.1, 1];
  // Costs next to 0 would leave no room to the others.
  low = Math.max(low, high * 1e-8);
  return low === high ? [low / 2, high * 2] : [low, high];
}

/**
 * Return round costs within a range: 1, 2 and 5 times powers of ten, or fewer of them.
 *
 * @param {[number, number]} range
 */
export function costTicks([low, high]) {
  for (const digits of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += 1)
      for (const digit of digits) ticks.push(Number(`${digit}e${power}`));
    const within = ticks.filter((tick) => tick >= low && tick <= high);
    if (within.length <= MOST_TICKS) return within;
    if (digits.length === 1)
      return within.filter((_tick, i) => i % Math.ceil(within.length / MOST_TICKS) === 0);
  }
  return [];
}

/**
 * Return round epochs from 0 to the last one.
 *
 * @param {number} last
 */
export function epochTicks(last) {
  const power = 10 ** Math.floor(Math.log10(last / 2));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((one) => last / one <= 5) ?? last;
  const whole = Math.max(1, Math.round(step));
  return Array.from({ length: Math.floor(last / whole) + 1 }, (_tick, i) => i * whole);
}

/**
 * Return a function from a cost to its place between top (0) and bottom.
 *
 * @param {[number, number]} range
 * @param {number} height
 */
export function placeOfCost([low, high], height) {
  const span = Math.log(high / low);
  /** @param {number} cost */
  return (cost) => height * (1 - Math.max(-0.02, Math.log(Math.max(cost, 1e-300) / low) / span));
}

/**
 * Return the data of an SVG path through points; it is interrupted where a cost is not finite.
 *
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number | null>} costs
 * @param {(cost: number) => number} place
 */
export function pathOf(x, costs, place) {
  let [path, isDown] = ["", false];
  for (let i = 0; i < costs.length; i += 1) {
    const cost = costs[i];
    if (cost === null || !Number.isFinite(cost)) {
      isDown = false;
      continue;
    }
    path += `${isDown ? "L" : "M"}${x[i].toFixed(1)} ${place(cost).toFixed(1)}`;
    isDown = true;
  }
  return path;
}

/**
 * Return the data of an SVG area between two lines, as far as the lower one is finite; where the
 * upper one is not, the area goes to the top.
 *
 * @param {ArrayLike<number>} x
 * @param {(number | null)[]} lower
 * @param {(number | null)[]} upper
 * @param {(cost: number) => number} place
 */
export function areaOf(x, lower, upper, place) {
  const known = lower.indexOf(null);
  const n = known < 0 ? lower.length : known;
  if (n < 2) return "";
  const over = upper.slice(0, n).map((cost, i) => [x[i], cost === null ? 0 : place(cost)]);
  const under = lower.slice(0, n).map((cost, i) => [x[i], place(Number(cost))]);
  const points = [...over, ...under.reverse()];
  return `M${points.map(([at, y]) => `${at.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;
}
