// Formulas (MathML, written by the server) and numbers with as many digits as are wanted.

const MATH = "http://www.w3.org/1998/Math/MathML";
const parsed = new Map(); // text of a formula -> its element, to be copied

/** Return a formula as an element; `text` is what stands within its <math>. */
export function formula(text) {
  if (!parsed.has(text)) {
    const document_ = new DOMParser().parseFromString(
      `<math xmlns="${MATH}">${text}</math>`,
      "application/xml",
    );
    parsed.set(text, document.importNode(document_.documentElement, true));
  }
  return parsed.get(text).cloneNode(true);
}

/** Write a number with `n` digits that count. */
export function digits(value, n) {
  if (value === null || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e6) ? value.toExponential(n - 1) : value.toPrecision(n);
  const plain = text.includes("e") && size >= 1e-4 && size < 1e6 ? String(Number(text)) : text;
  return plain.replaceAll("-", "−").replace("e+", "e");
}
