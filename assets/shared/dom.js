// Elements, icons and canvases; text is always set as text, never as HTML.

/** @typedef {string | number | boolean | null | ((event: any) => void)} Attribute */

/**
 * Make an element with attributes and children; a string child becomes text.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} [attributes]  a name that begins with "on" takes a listener;
 *   false and null leave an attribute out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null)
      node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make a 24 x 24 icon from the data of one path.
 *
 * @param {string} path
 */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

/**
 * Return a canvas's context in two dimensions.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [options]
 * @returns {CanvasRenderingContext2D}
 */
export function contextOf(canvas, options) {
  const context = canvas.getContext("2d", options);
  if (!context) throw new Error("this browser draws on no canvas");
  return context;
}

/**
 * What canvases measured when they were last fitted, while none is seen to change.
 *
 * @type {WeakMap<HTMLCanvasElement, { width: number, height: number }>}
 */
const sizes = new WeakMap();
const watcher =
  typeof ResizeObserver === "undefined"
    ? null
    : new ResizeObserver((entries) => {
        for (const { target } of entries)
          if (target instanceof HTMLCanvasElement) sizes.delete(target);
      });

/**
 * Fit a canvas to its size on the page in device pixels; return its context and that size.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [options]
 */
export function fit(canvas, options) {
  const { clientWidth: width, clientHeight: height } = canvas;
  sizes.set(canvas, { width, height });
  watcher?.observe(canvas);
  return sized(canvas, { width, height }, options);
}

/**
 * Do the same for a frame among others, and trust that the canvas is as large as it was seen to be:
 * asked for its size, the browser lays out the page for each canvas. If it has grown since, the next
 * frame knows.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [options]
 */
export function fitAgain(canvas, options) {
  const size = sizes.get(canvas);
  return size ? sized(canvas, size, options) : fit(canvas, options);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ width: number, height: number }} size
 * @param {CanvasRenderingContext2DSettings} [options]
 */
function sized(canvas, { width, height }, options) {
  const ratio = window.devicePixelRatio || 1;
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const context = contextOf(canvas, options);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, width, height };
}

/**
 * Return the value of a CSS custom property where `node` stands.
 *
 * @param {Element} node
 * @param {string} name
 */
export function cssValue(node, name) {
  return getComputedStyle(node).getPropertyValue(name).trim();
}
