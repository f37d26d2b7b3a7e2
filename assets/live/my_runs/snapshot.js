// A small picture of what a stage shows: its plane, else the largest canvas in it.

import { contextOf, el } from "../../shared/dom.js";

const WIDTH = 120;
const HEIGHT = 90;

/**
 * Return the picture as a data URL; empty where there is none.
 *
 * @param {HTMLElement} root
 */
export function snapshotOf(root) {
  const canvases = [...root.querySelectorAll("canvas")].filter(
    (canvas) => canvas.width && canvas.height && canvas.checkVisibility?.() !== false,
  );
  const area = (/** @type {HTMLCanvasElement} */ { clientWidth, clientHeight }) =>
    clientWidth * clientHeight;
  const isPlane = (/** @type {HTMLCanvasElement} */ canvas) =>
    Number(canvas.parentElement?.classList.contains("gn-plane"));
  const [largest] = canvases.sort((a, b) => isPlane(b) - isPlane(a) || area(b) - area(a));
  if (!largest) return "";
  const small = el("canvas", { width: WIDTH, height: HEIGHT });
  const context = contextOf(small);
  context.fillStyle = "white";
  context.fillRect(0, 0, WIDTH, HEIGHT);
  const scale = Math.min(WIDTH / largest.width, HEIGHT / largest.height);
  const [width, height] = [largest.width * scale, largest.height * scale];
  context.drawImage(largest, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
  return small.toDataURL("image/jpeg", 0.8);
}
