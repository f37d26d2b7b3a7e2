// Where the pointer is: how far a point lies from a line of the drawing.

/** Pixels within which a line is meant. */
export const NEAR = 7;

/** Distance of (x, y) from a line of the drawing, by points along its Bézier curve. */
export function distance(line, x, y) {
  if (x < line.x0 - NEAR || x > line.x1 + NEAR) return Infinity;
  let least = Infinity;
  for (let t = 0; t <= 1; t += 1 / 24) {
    const u = 1 - t;
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    const px = a * line.x0 + b * (line.x0 + line.bend) + c * (line.x1 - line.bend) + d * line.x1;
    const py = (a + b) * line.y0 + (c + d) * line.y1;
    least = Math.min(least, Math.hypot(px - x, py - y));
  }
  return least;
}
