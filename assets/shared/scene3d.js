// Three-dimensional charts: bring their traces up to date without drawing up the figure again.

/**
 * Put values into some traces of a three-dimensional plot. Plotly's restyle would set up the whole
 * figure, which takes twenty times as long; its own scene object takes the values at once. Where a
 * later Plotly has another one the answer is false, and restyle has to do it.
 *
 * @param plot    the plot's element
 * @param traces  indices of the traces
 * @param values  for each, what changes: x, y, z, ...
 */
export function updateScene(plot, traces, values) {
  const scene = plot._fullLayout?.scene?._scene;
  const full = traces.map((trace) => plot._fullData?.[trace]);
  if (!scene || !full.every((trace) => scene.traces?.[trace?.uid]?.update)) return false;
  full.forEach((trace, n) => {
    Object.assign(trace, values[n]);
    Object.assign(plot.data[traces[n]], values[n]);
    scene.traces[trace.uid].update(trace);
  });
  scene.glplot.redraw?.();
  return true;
}

const BALL_RADIUS = 0.034; // of the box's longer sides

/**
 * Where the corners of a ball are whose center is the last of some points.
 *
 * @param trace  a mesh with the ball of radius 1 around zero as its `meta`
 * @param scene  of the layout: the ranges of the axes and the sides of the box
 */
export function ballAt({ meta }, scene, points) {
  return Object.fromEntries(
    ["x", "y", "z"].map((axis) => {
      const [low, high] = scene[`${axis}axis`].range;
      const radius = (BALL_RADIUS * (high - low)) / scene.aspectratio[axis];
      const center = points[axis][points[axis].length - 1];
      return [axis, meta[axis].map((one) => center + radius * one)];
    }),
  );
}

/**
 * Let a plot that is played draw itself only, or also the picture by which it finds what the mouse
 * points at. That one is drawn after every change and read back from the graphics card, which
 * without one takes as long as all the rest; nobody points at what moves. Where a later Plotly has
 * no such parts, nothing happens.
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
 * graphics card, ten times the time. Where a later Plotly does it otherwise, nothing happens.
 */
export function keepGrid(plot) {
  const scene = plot._fullLayout?.scene?._scene;
  plot._fullData?.forEach((trace, index) => {
    const drawn = scene?.traces?.[trace.uid];
    if (trace.type !== "surface" || !drawn?.refineData) return;
    Object.assign(drawn, { refineData: false, dataScaleX: 1, dataScaleY: 1 });
    updateScene(plot, [index], [{}]);
  });
}

/** Turn the cameras of some plots as that of one of them is turned. */
export function turnTogether(plots) {
  let turning = false;
  const follow = (own) => (change) => {
    const camera = change["scene.camera"];
    if (!camera || turning) return;
    turning = true;
    const others = plots().filter((plot) => plot !== own && plot._fullLayout);
    Promise.all(
      others.map((plot) => window.Plotly.relayout(plot, { "scene.camera": camera })),
    ).finally(() => {
      turning = false;
    });
  };
  return (plot) => {
    for (const event of ["plotly_relayouting", "plotly_relayout"]) plot.on(event, follow(plot));
  };
}
