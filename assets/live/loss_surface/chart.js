// The charts of a loss surface: a cost over the plane, and true costs beside the plane's by epoch.

/** @import { Figure, Layout, Plotly, Space, SpaceFigure, Trace } from "../../shared/types.d.ts" */
/** @import { LossSurface } from "../types.d.ts" */
/** @import { Projected } from "./path.js" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { CONFIG, loadedPlotly, plotElement, themed } from "../../shared/plotly.js";
import { ballAt, keepGrid, quieten, updateScene } from "../../shared/scene3d.js";
import { heightsOf, trails } from "./path.js";

const SURFACE_MS = 600; // between two surfaces while it plays, each chart on its own
const TRAIL_MS = 160;
const COMPARE_MS = 1000;
const [SURFACE, SHADOW, PATH, BALL] = [0, 1, 2, 3];

/** What both kinds have in common. */
class Base {
  /**
   * @param {string} title
   * @param {number} interval  milliseconds between two updates while it plays
   * @param {boolean} turns  whether its camera turns with the others'
   */
  constructor(title, interval, turns) {
    this.interval = interval;
    this.turns = turns;
    this.plot = plotElement("gn-loss-surface-plot");
    this.root = el("figure", {}, el("figcaption", {}, title), this.plot);
    this.drawn = 0;
    this.ready = false;
    this.linked = false;
  }

  /** @param {number} time */
  isLate(time) {
    return time - this.drawn > this.interval;
  }

  resize() {
    if (this.ready && this.plot.clientWidth) loadedPlotly().Plots.resize(this.plot);
  }
}

export class SurfaceChart extends Base {
  /**
   * @param {string} label
   * @param {string} name  of the cost
   * @param {number} top  the highest that is drawn
   * @param {SpaceFigure} figure
   */
  constructor(label, name, top, figure) {
    super(_("{cost}, up to J = {top}", { cost: label, top }), TRAIL_MS, true);
    this.name = name;
    this.top = top;
    this.figure = figure;
    /** @type {LossSurface | null} The one that is drawn, and since when. */
    this.surface = null;
    this.surfaceDrawn = 0;
  }

  /**
   * @param {Plotly} Plotly
   * @param {LossSurface} surface
   * @param {Projected[]} since
   * @param {Element} root
   */
  async begin(Plotly, surface, since, root) {
    this.surface = surface;
    const { data, layout } = this.drawing(surface, since, root);
    await Plotly.react(this.plot, data, layout, CONFIG);
    keepGrid(this.plot);
  }

  /**
   * @param {LossSurface} surface
   * @param {Projected[]} since
   * @param {boolean} all
   * @param {Element} root
   */
  update(surface, since, all, root) {
    quieten(this.plot, !all);
    const isDue = all || this.drawn - this.surfaceDrawn > SURFACE_MS;
    const isFresh = surface !== this.surface && isDue;
    /** @type {object[]} */
    const values = this.trails(surface, since);
    const traces = [SHADOW, PATH, BALL];
    const moved = isFresh && rangeOf(this.surface) !== rangeOf(surface);
    if (isFresh) {
      values.unshift(this.heights(surface));
      traces.unshift(SURFACE);
      this.surfaceDrawn = this.drawn;
      this.surface = surface;
    }
    if (!moved && updateScene(this.plot, traces, values)) return;
    const { data, layout } = this.drawing(surface, since, root);
    loadedPlotly().react(this.plot, data, layout, CONFIG);
  }

  /** @param {LossSurface} surface */
  heights({ s, t, heights }) {
    return { x: s, y: t, z: heightsOf(heights[this.name].J, t.length, s.length, this.top) };
  }

  /**
   * Return the points of shadow, path and ball.
   *
   * @param {LossSurface} surface
   * @param {Projected[]} since
   */
  trails(surface, since) {
    const { shadow, path } = trails(surface, this.name, this.top, since);
    return [shadow, path, ballAt(this.figure.data[BALL], this.space(surface), path)];
  }

  /**
   * Return the axes as they are now.
   *
   * @param {LossSurface} surface
   * @returns {Space}
   */
  space({ s, t, names }) {
    const { scene } = this.figure.layout;
    /** @type {(own: import("../../shared/types.d.ts").Axis, values: number[], text: string) => import("../../shared/types.d.ts").Axis} */
    const axis = (own, values, text) => ({
      ...own,
      range: [values[0], values[values.length - 1]],
      title: { text },
    });
    return {
      ...scene,
      xaxis: axis(scene.xaxis, s, names[0]),
      yaxis: axis(scene.yaxis, t, names[1]),
    };
  }

  /**
   * Return the whole figure.
   *
   * @param {LossSurface} surface
   * @param {Projected[]} since
   * @param {Element} root
   * @returns {{ data: Trace[], layout: Layout }}
   */
  drawing(surface, since, root) {
    const moving = [this.heights(surface), ...this.trails(surface, since)];
    const data = this.figure.data.map((trace, i) => ({ ...trace, ...moving[i] }));
    const layout = themed({ ...this.figure.layout, scene: this.space(surface) }, root);
    const camera = this.plot._fullLayout?.scene?._scene?.getCamera?.();
    if (camera) layout.scene.camera = camera;
    return { data, layout };
  }
}

export class CompareChart extends Base {
  /**
   * @param {Figure} figure
   * @param {string[]} costs
   */
  constructor(figure, costs) {
    super(_("True cost, and cost on the plane"), COMPARE_MS, false);
    this.figure = figure;
    this.costs = costs;
  }

  /**
   * @param {Plotly} Plotly
   * @param {LossSurface} surface
   * @param {Projected[]} _since
   * @param {Element} root
   */
  async begin(Plotly, surface, _since, root) {
    const curves = this.curves(surface);
    const { data, layout } = this.figure;
    const traces = data.map((trace, i) => ({ ...trace, x: surface.epochs, y: curves[i] }));
    await Plotly.react(this.plot, traces, themed(layout, root), CONFIG);
  }

  /** @param {LossSurface} surface */
  update(surface) {
    loadedPlotly().restyle(this.plot, { x: [surface.epochs], y: this.curves(surface) });
  }

  /** @param {LossSurface} surface */
  curves({ heights }) {
    return this.costs.flatMap((name) => [heights[name].true, heights[name].below]);
  }
}

/** @typedef {SurfaceChart | CompareChart} Chart */

/** @param {LossSurface | null} surface */
function rangeOf(surface) {
  if (!surface) return "";
  const { s, t, names } = surface;
  return [s[0], s[s.length - 1], t[0], t[t.length - 1], ...names].join();
}
