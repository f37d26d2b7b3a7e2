// What is drawn on the wall beside the digits: frames, and what was said.

/** @typedef {CanvasRenderingContext2D} Context */

/**
 * @param {Context} c
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {string} color
 */
export function frameIn(c, x, y, size, color) {
  c.lineWidth = 3;
  c.strokeStyle = color;
  c.strokeRect(x + 1.5, y + 1.5, size - 3, size - 3);
}

/**
 * Write below a digit.
 *
 * @param {Context} c
 * @param {number} x
 * @param {number} y
 * @param {string} text
 * @param {string} color
 */
export function caption(c, x, y, text, color) {
  c.font = "13px 'Source Sans', sans-serif";
  c.textAlign = "center";
  c.textBaseline = "bottom";
  c.fillStyle = color;
  c.fillText(text, x, y - 2);
}

/**
 * Write over a digit's corner what it was taken for.
 *
 * @param {Context} c
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {string} said
 * @param {string} color
 */
export function mark(c, x, y, size, said, color) {
  c.font = `700 ${Math.round(size * 0.42)}px 'Source Sans', sans-serif`;
  c.textAlign = "right";
  c.textBaseline = "bottom";
  c.strokeStyle = "white";
  c.fillStyle = color;
  c.strokeText(said, x + size - 4, y + size - 1);
  c.fillText(said, x + size - 4, y + size - 1);
}
