// Three-dimensional charts: bring their traces up to date without drawing up the figure again.
//
// What Plotly has for that is no public interface. Each part is asked for before it is used; where
// a later Plotly has another one, the chart is drawn the slower way.

/** @import { Plot, Points, Space, Trace } from "./types.d.ts" */

import { loadedPlotly } from "./plotly.js";

/**
 * Put values into some traces of a plot at once. Plotly's restyle would set up the whole figure,
 * which takes twenty times as long. Says whether it could be done; else restyle has to do it.
 *
 * @param {Plot} plot
 * @param {number[]} traces  their numbers
 * @param {object[]} values  for each, what changes: x, y, z, ...
 */
export function updateScene(plot, traces, values) {
  const scene = plot._fullLayout?.scene?._scene;
  const updates = traces.map((trace) => {
    const full = plot._fullData?.[trace];
    const drawn = full && scene?.traces?.[full.uid];
    return full && drawn?.update ? { full, drawn } : null;
  });
  if (!scene || updates.includes(null)) return false;
  for (const [n, update] of updates.entries()) {
    if (!update) continue;
    Object.assign(update.full, values[n]);
    Object.assign(plot.data[traces[n]], values[n]);
    update.drawn.update?.(update.full);
  }
  scene.glplot.redraw?.();
  return true;
}

const BALL_RADIUS = 0.034; // of the box's longer sides

/**
 * Return where the corners of a ball are whose center is the last of some points.
 *
 * @param {Trace} trace  a mesh with the ball of radius 1 around zero as its `meta`
 * @param {Space} scene  of the layout: the ranges of the axes and the sides of the box
 * @param {Required<Points>} points
 * @returns {Required<Points>}
 */
export function ballAt({ meta }, scene, points) {
  /** @param {"x" | "y" | "z"} axis */
  const along = (axis) => {
    const [low, high] = scene[`${axis}axis`].range;
    const radius = (BALL_RADIUS * (high - low)) / scene.aspectratio[axis];
    const center = points[axis][points[axis].length - 1] ?? Number.NaN;
    return (meta?.[axis] ?? []).map((one) => center + radius * one);
  };
  return { x: along("x"), y: along("y"), z: along("z") };
}

/**
 * Let a plot that is played draw itself only, or also the picture by which it finds what the mouse
 * points at. That one is drawn after every change and read back from the graphics card, which
 * without one takes as long as all the rest; nobody points at what moves.
 *
 * @param {Plot} plot
 * @param {boolean} quiet
 */
export function quieten(plot, quiet) {
  const glplot = plot._fullLayout?.scene?._scene?.glplot;
  if (!glplot?.gl || Boolean(glplot.quiet) === quiet) return;
  glplot.quiet = quiet;
  if (quiet) glplot.gl.readPixels = () => {};
  else delete glplot.gl.readPixels; // the context's own is seen again
  for (const object of glplot.objects ?? []) {
    if (quiet) object.drawPick = null;
    else delete object.drawPick;
  }
  if (!quiet) glplot.update?.({});
}

/**
 * Draw the surfaces of a plot at the points they were sent with. Plotly interpolates one of fewer
 * than 120 points each way to more than that, which is ten times the triangles and, without a
 * graphics card, ten times the time.
 *
 * @param {Plot} plot
 */
export function keepGrid(plot) {
  const scene = plot._fullLayout?.scene?._scene;
  for (const [index, { type, uid }] of (plot._fullData ?? []).entries()) {
    const drawn = scene?.traces?.[uid];
    if (type !== "surface" || !drawn?.refineData) continue;
    Object.assign(drawn, { refineData: false, dataScaleX: 1, dataScaleY: 1 });
    updateScene(plot, [index], [{}]);
  }
}

/**
 * Turn the cameras of some plots as that of one of them is turned.
 *
 * @param {() => Plot[]} plots  those that turn together
 * @returns {(plot: Plot) => void}  what adds one
 */
export function turnTogether(plots) {
  /** @type {unknown} The chart that is turned: what the others report meanwhile is its echo. */
  let leader = null;
  /** @type {unknown} Its newest camera that the others do not have yet. */
  let waiting = null;
  return (own) => {
    /** @param {Record<string, unknown>} change */
    const follow = async (change) => {
      const camera = change["scene.camera"];
      if (!camera || (leader && leader !== own)) return;
      waiting = camera;
      if (leader) return; // the loop below takes it next, so that the last one is never lost
      leader = own;
      const { relayout } = loadedPlotly();
      try {
        while (waiting) {
          const next = { "scene.camera": waiting };
          waiting = null;
          const others = plots().filter((plot) => plot !== own && plot._fullLayout);
          await Promise.all(others.map((plot) => relayout(plot, next)));
        }
      } finally {
        leader = null;
        waiting = null;
      }
    };
    for (const event of ["plotly_relayouting", "plotly_relayout"]) own.on(event, follow);
    own.addEventListener("pointerup", () => afterFrames(SETTLED, () => settle(own)));
  };
}

const SETTLED = 4; // animation frames after which Plotly has turned as far as the mouse went

/**
 * Tell Plotly where a camera has come to. What it notes at the end of a drag is what it has drawn by
 * then; where it is busy, the newest movements of the mouse are yet to be drawn.
 *
 * @param {Plot} plot
 */
function settle(plot) {
  const scene = plot._fullLayout?.scene;
  const drawn = scene?._scene?.getCamera?.();
  if (!scene || !drawn || JSON.stringify(drawn.eye) === JSON.stringify(scene.camera?.eye)) return;
  loadedPlotly().relayout(plot, { "scene.camera": drawn });
}

/**
 * @param {number} n
 * @param {() => void} then
 */
function afterFrames(n, then) {
  requestAnimationFrame(() => (n > 1 ? afterFrames(n - 1, then) : then()));
}
