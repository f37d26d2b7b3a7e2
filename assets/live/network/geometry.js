// Where the pointer is: how far a point lies from a line of the diagram.

/** Pixels within which a line is meant. */
export const NEAR = 7;

/**
 * Return the distance of (x, y) from a line, by points along its Bézier curve.
 *
 * @param {import("./layout.js").Curve} line
 * @param {number} x
 * @param {number} y
 */
export function distance(line, x, y) {
  if (x < line.x0 - NEAR || x > line.x1 + NEAR) return Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  for (let t = 0; t <= 1; t += 1 / 24) {
    const u = 1 - t;
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    const px = a * line.x0 + b * (line.x0 + line.bend) + c * (line.x1 - line.bend) + d * line.x1;
    const py = (a + b) * line.y0 + (c + d) * line.y1;
    least = Math.min(least, Math.hypot(px - x, py - y));
  }
  return least;
}

/**
 * Return the line that a point of the diagram means, if any is near.
 *
 * @param {import("./layout.js").Line[]} lines
 * @param {number} x
 * @param {number} y
 */
export function nearestLine(lines, x, y) {
  let best = null;
  let least = NEAR;
  for (const line of lines) {
    const away = distance(line, x, y);
    if (away >= least) continue;
    best = line;
    least = away;
  }
  return best;
}
