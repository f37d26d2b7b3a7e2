// How the numbers of a network are written.

const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
const LONG = 3; // rows, from which on a column is written as a row

/**
 * Return a formula with the layer of W, b, z and a below the line, as in W₁.
 *
 * @param {string} text
 */
export function withSubscripts(text) {
  return text.replace(/\b([Wbza])(\d)/g, (_, letter, digit) => letter + SUBSCRIPTS[digit]);
}

/**
 * Return how a matrix is written: row by row, as theta holds it; a long column lies down.
 *
 * @param {number} rows
 * @param {number} columns
 */
export function matrixShape(rows, columns) {
  const isTransposed = columns === 1 && rows > LONG;
  return isTransposed ? { rows: 1, columns: rows, isTransposed } : { rows, columns, isTransposed };
}
