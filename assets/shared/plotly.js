// Plotly, loaded once, and figures made to fit the page's theme.

/** @import { Axis, Layout, Plot, Plotly, Space } from "./types.d.ts" */

import { cssValue, el } from "./dom.js";

const UNPAINTED_MS = 300;

/** @type {Promise<Plotly> | null} */
let loading = null;

/**
 * Load Plotly's own JavaScript from the server; resolves to the Plotly object. What is painted without
 * it comes first, as it takes the browser a fifth of a second to read.
 */
export function loadPlotly() {
  loading ??= afterPaint().then(load);
  return loading;
}

/** @returns {Promise<void>} when the browser has painted what there is, or does not paint now */
function afterPaint() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, UNPAINTED_MS);
  });
}

/** @returns {Promise<Plotly>} */
function load() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const failed = () => reject(new Error("Plotly's script could not be loaded"));
    script.src = new URL("../plotly/plotly.min.js", import.meta.url).href;
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : failed());
    script.onerror = failed;
    document.head.append(script);
  });
}

/** Return Plotly for a chart that it has drawn already, so that it has been loaded. */
export function loadedPlotly() {
  if (!window.Plotly) throw new Error("Plotly has not been loaded");
  return window.Plotly;
}

/**
 * Make an element for Plotly to draw into; what is Plotly's own about it is there once it has.
 *
 * @param {string} name  class
 * @param {string} [style]
 */
export function plotElement(name, style = "") {
  return /** @type {Plot} */ (/** @type {unknown} */ (el("div", { class: name, style })));
}

export const CONFIG = {
  responsive: false,
  displaylogo: false,
  displayModeBar: false,
  scrollZoom: false,
  doubleClick: "reset",
  plotGlPixelRatio: 1, // twice the pixels each way, its default, is four times the work
};

/**
 * Return a figure's layout with the colors and the font of the place where `node` stands.
 *
 * @template {Layout} L
 * @param {L} layout
 * @param {Element} node
 * @returns {L}
 */
export function themed(layout, node) {
  const ink = cssValue(node, "--gn-ink");
  const muted = cssValue(node, "--gn-muted");
  /** @param {Axis} own */
  const axis = (own) => ({
    ...own,
    color: muted,
    linecolor: muted,
    showline: true,
    ticks: "outside",
    ticklen: 4,
    tickcolor: muted,
    gridcolor: cssValue(node, "--gn-border"),
  });
  return {
    ...layout,
    font: { family: "'Source Sans', sans-serif", size: 14, color: ink },
    legend: { ...layout.legend, bgcolor: "rgba(0,0,0,0)", font: { size: 14 } },
    hoverlabel: {
      bgcolor: cssValue(node, "--st-background-color"),
      bordercolor: muted,
      font: { color: ink },
    },
    ...(layout.scene
      ? { scene: themedSpace(layout.scene, muted) }
      : { xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis) }),
  };
}

/**
 * @param {Space} scene
 * @param {string} muted
 * @returns {Space}
 */
function themedSpace(scene, muted) {
  /** @param {Axis} own */
  const axis = (own) => ({
    ...own,
    color: muted,
    gridcolor: muted,
    zerolinecolor: muted,
    backgroundcolor: "rgba(0,0,0,0)",
  });
  const { xaxis, yaxis, zaxis } = scene;
  return { ...scene, xaxis: axis(xaxis), yaxis: axis(yaxis), zaxis: axis(zaxis) };
}
