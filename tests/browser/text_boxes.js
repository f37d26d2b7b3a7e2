// Texts that can be seen, with their boxes, so that a test can say which lie on each other.

/**
 * @typedef {object} Box
 * @property {string} text
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 * @property {Node} [node]  lines of one text may share some height
 */

/**
 * Return the boxes of all texts within an element that can be seen, those included that a canvas
 * reports (data-labels: a list of boxes within it).
 *
 * @param {Element} root
 * @returns {Box[]}
 */
function textBoxes(root) {
  const boxes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? "").trim();
    const parent = node.parentElement;
    if (!text || !parent || !isShown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const box = clipped(rect, parent);
      if (box) boxes.push({ text, node, ...box });
    }
  }
  for (const canvas of root.querySelectorAll("canvas[data-labels]")) {
    if (!isShown(canvas)) continue;
    const { left, top } = canvas.getBoundingClientRect();
    for (const one of JSON.parse(/** @type {HTMLElement} */ (canvas).dataset.labels ?? "[]"))
      boxes.push({
        text: one.text,
        left: left + one.left,
        top: top + one.top,
        right: left + one.right,
        bottom: top + one.bottom,
      });
  }
  return boxes;
}

/** @param {Element} element */
function isShown(element) {
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/**
 * Return the part of a box that no ancestor with an overflow of its own cuts off; null if none.
 *
 * @param {DOMRect} rect
 * @param {Element} parent
 */
function clipped(rect, parent) {
  let { left, top, right, bottom } = rect;
  for (let at = /** @type {Element | null} */ (parent); at; at = at.parentElement) {
    const { overflowX, overflowY, clipPath, position } = getComputedStyle(at);
    const cuts = at instanceof HTMLElement || at instanceof SVGSVGElement;
    if (!cuts) continue;
    const around = at.getBoundingClientRect();
    if (clipPath !== "none" && position === "absolute") return null; // for screen readers
    if (overflowX !== "visible")
      [left, right] = [Math.max(left, around.left), Math.min(right, around.right)];
    if (overflowY !== "visible")
      [top, bottom] = [Math.max(top, around.top), Math.min(bottom, around.bottom)];
  }
  return right - left > 1 && bottom - top > 1 ? { left, top, right, bottom } : null;
}

/**
 * Return pairs of texts that lie on each other by more than a few pixels.
 *
 * A line's box is higher than its letters, so that lines may share some of it.
 *
 * @param {Box[]} boxes
 * @param {number} [share]  of the lower box's height, and of the narrower one's width
 */
function overprinted(boxes, share = 0.25) {
  const found = [];
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) {
      if (a.node && a.node === b.node) continue;
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const isOver =
        width > Math.min(4, share * Math.min(a.right - a.left, b.right - b.left)) &&
        height > share * Math.min(a.bottom - a.top, b.bottom - b.top);
      if (isOver)
        found.push(`“${a.text}” on “${b.text}” at ${Math.round(a.left)}, ${Math.round(a.top)}`);
    }
  return found;
}

/**
 * Return the pairs within each of some places that can be seen.
 *
 * @param {string} places  a selector
 */
function overprintedIn(places) {
  const seen = [...document.querySelectorAll(places)].filter(
    (place) => place.getBoundingClientRect().right > 0,
  );
  return seen.flatMap((place) => overprinted(textBoxes(place)));
}

Object.assign(window, { overprintedIn });
