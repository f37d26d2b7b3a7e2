// Formulas: MathML, written by the server.

const MATH = "http://www.w3.org/1998/Math/MathML";

/** @type {Map<string, Node>} Text of a formula -> its element, to be copied. */
const parsed = new Map();

/**
 * Return a formula as an element.
 *
 * @param {string} text  what stands within its <math>
 */
export function formula(text) {
  let node = parsed.get(text);
  if (!node) {
    const source = `<math xmlns="${MATH}">${text}</math>`;
    const { documentElement } = new DOMParser().parseFromString(source, "application/xml");
    node = document.importNode(documentElement, true);
    parsed.set(text, node);
  }
  return node.cloneNode(true);
}
