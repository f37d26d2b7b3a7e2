// Plotly, loaded once, and figures made to fit the page's theme.

import { cssValue } from "./dom.js";

let loading = null;

/** Load Plotly's own JavaScript from the server; resolves to the Plotly object. */
export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("../../plotly/plotly.min.js", import.meta.url).href;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("Plotly's script could not be loaded"));
    document.head.append(script);
  });
  return loading;
}

export const CONFIG = {
  responsive: false,
  displaylogo: false,
  displayModeBar: false,
  scrollZoom: false,
  doubleClick: "reset",
  plotGlPixelRatio: 1,
}; // twice the pixels each way, its default, is four times the work

/** The figure's layout with the colors and the font of the place where `node` stands. */
export function themed(layout, node) {
  const ink = cssValue(node, "--gn-ink");
  const muted = cssValue(node, "--gn-muted");
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
    font: { family: "'Source Sans', sans-serif", size: 13, color: ink },
    legend: { ...layout.legend, bgcolor: "rgba(0,0,0,0)", font: { size: 13 } },
    hoverlabel: {
      bgcolor: cssValue(node, "--st-background-color"),
      bordercolor: muted,
      font: { color: ink },
    },
    ...(layout.scene
      ? { scene: themedScene(layout.scene, muted) }
      : { xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis) }),
  };
}

/** The axes of a three-dimensional scene likewise. */
function themedScene(scene, muted) {
  const axis = (own) => ({
    ...own,
    color: muted,
    gridcolor: muted,
    zerolinecolor: muted,
    backgroundcolor: "rgba(0,0,0,0)",
  });
  return { ...scene, xaxis: axis(scene.xaxis), yaxis: axis(scene.yaxis), zaxis: axis(scene.zaxis) };
}
