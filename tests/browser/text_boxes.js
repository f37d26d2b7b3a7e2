// Texts that can be seen, with their boxes, so that a test can say which lie on each other.

/**
 * @typedef {object} Box
 * @property {string} text
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 * @property {Node} [node]  lines of one text, and parts of one formula, may share some height
 * @property {Element} element  that it is painted with
 */

/**
 * Return the boxes of all texts within an element that can be seen, those included that a canvas
 * reports (data-labels: a list of boxes within it).
 *
 * @param {Element} root
 * @param {boolean} isAtRest  where parts of one formula are texts of their own
 * @returns {Box[]}
 */
function textBoxes(root, isAtRest) {
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
      const formula = isAtRest ? null : parent.closest(".katex, math");
      if (box) boxes.push({ text, node: formula ?? node, element: parent, ...box });
    }
  }
  for (const canvas of root.querySelectorAll("canvas[data-labels]")) {
    if (!isShown(canvas)) continue;
    const { left, top } = canvas.getBoundingClientRect();
    for (const one of JSON.parse(/** @type {HTMLElement} */ (canvas).dataset.labels ?? "[]"))
      boxes.push({
        text: one.text,
        element: canvas,
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
 * Return where an element stands in a stack, or the nearest one around it that a mouse can meet; -1
 * for one that is not there.
 *
 * @param {Element[]} stack
 * @param {Element | null} element
 */
function placeIn(stack, element) {
  for (let at = element; at; at = at.parentElement)
    if (stack.includes(at)) return stack.indexOf(at);
  return -1;
}

/**
 * Say whether one of two elements cannot be seen at a point, since something that lies between them
 * is not transparent: a row that stays in view while the page is scrolled, the head of a table.
 *
 * @param {Element} one
 * @param {Element} other
 * @param {number} x
 * @param {number} y
 */
function isCovered(one, other, x, y) {
  const stack = document.elementsFromPoint(x, y);
  const places = [one, other].map((element) => placeIn(stack, element)).sort((a, b) => a - b);
  if (places[0] < 0) return false;
  return stack.slice(...places).some((element) => {
    const [, , , alpha = "1"] = getComputedStyle(element).backgroundColor.match(/[\d.]+/g) ?? [];
    return Number(alpha) === 1;
  });
}

/**
 * Return pairs of texts that lie on each other by more than a few pixels.
 *
 * A line's box is higher than its letters, so that lines may share some of it.
 *
 * @param {Box[]} boxes
 * @param {boolean} isAtRest  where what is covered counts too: nothing was scrolled under a row
 * @param {number} [share]  of the lower box's height, and of the narrower one's width
 */
function overprinted(boxes, isAtRest, share = 0.25) {
  const found = [];
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) {
      if (a.node && a.node === b.node) continue;
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const isOver =
        width > Math.min(4, share * Math.min(a.right - a.left, b.right - b.left)) &&
        height > share * Math.min(a.bottom - a.top, b.bottom - b.top);
      const x = (Math.max(a.left, b.left) + Math.min(a.right, b.right)) / 2;
      const y = (Math.max(a.top, b.top) + Math.min(a.bottom, b.bottom)) / 2;
      if (isOver && (isAtRest || !isCovered(a.element, b.element, x, y)))
        found.push(`“${a.text}” on “${b.text}” at ${Math.round(a.left)}, ${Math.round(a.top)}`);
    }
  return found;
}

/**
 * Return the pairs within each of some places that can be seen.
 *
 * @param {string} places  a selector
 * @param {boolean} isAtRest
 */
function overprintedIn(places, isAtRest) {
  const seen = [...document.querySelectorAll(places)].filter(
    (place) => place.getBoundingClientRect().right > 0,
  );
  return seen.flatMap((place) => overprinted(textBoxes(place, isAtRest), isAtRest));
}

Object.assign(window, { overprintedIn });
