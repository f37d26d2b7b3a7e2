// A walk: pictures of a path that is known as a whole. Streamlit calls the default export with
// each message; which picture is shown when is the walker's, drawing is done here.

import { el } from "../shared/dom.js";
import { CONFIG, loadPlotly, themed } from "../shared/plotly.js";
import { ballAt, keepGrid, quieten, turnTogether, updateScene } from "../shared/scene3d.js";
import { Transport } from "../shared/transport.js";
import { Walker } from "./player.js";

// Milliseconds between two updates of a chart while it plays: a map is drawn anew as a whole.
const PLOT_MS = { scatter: 45, surface: 90, heatmap: 700 };

const walks = new Map();

export default async function mount(component) {
  await style();
  const content = JSON.parse(new TextDecoder().decode(new Uint8Array(component.data)));
  let walk = walks.get(content.page);
  if (!walk) {
    walk = new Walk();
    walks.set(content.page, walk);
  }
  walk.component = component;
  if (walk.root.parentElement !== component.parentElement)
    component.parentElement.append(walk.root);
  walk.receive(content);
  return () => setTimeout(() => walk.root.isConnected || walk.walker.stop(), 1000);
}

let styled = null;

/** Load the style sheets, once. */
function style() {
  styled ??= Promise.all(
    ["../live/stage.css", "playback.css"].map(
      (name) =>
        new Promise((resolve) => {
          const href = new URL(name, import.meta.url).href;
          document.head.append(
            el("link", { rel: "stylesheet", href, onload: resolve, onerror: resolve }),
          );
        }),
    ),
  );
  return styled;
}

class Walk {
  constructor() {
    this.walker = new Walker({
      onFrame: (frame) => this.paint(frame),
      onState: () => this.state(),
    });
    this.notice = el("p", { class: "gn-notice gn-walk-notice", role: "status", hidden: true });
    this.grid = el("div", { class: "gn-walk-grid" });
    this.root = el("div", {
      class: "gn-stage gn-walk",
      "data-testid": "walk",
      "data-status": "idle",
    });
    this.link = turnTogether(() => this.content.linked.map((number) => this.panels[number].plot));
    new ResizeObserver(() => this.resize()).observe(this.root);
    document.addEventListener("keydown", (event) => this.key(event));
  }

  receive(content) {
    this.retheme();
    if (content.name === this.content?.name) return; // Streamlit shows the same message again
    this.content = content;
    const { readouts, steps } = content;
    this.transport = new Transport(this.walker, () => this.walker.go(0), {
      unit: content.unit,
      readouts: readouts.map(([name, hint, texts]) => [name, hint, (frame) => texts[frame.i]]),
    });
    this.table = content.columns.length ? this.makeTable(content) : null;
    this.panels = content.panels.map((panel) => this.makePanel(panel));
    this.grid.replaceChildren(
      ...this.panels.map(({ root }) => root),
      ...(this.table ? [this.table] : []),
    );
    this.root.replaceChildren(this.transport.root, this.grid, this.notice);
    this.painted = 0;
    this.walker.take(steps, content.speed, content.opens_at_end);
    this.draw();
  }

  makePanel({ title, note, span, height, figure }) {
    const plot = el("div", { class: "gn-walk-plot", style: `height: ${height}px` });
    const root = el(
      "section",
      { class: "gn-walk-panel", style: `--span: ${span}`, "data-half": span <= 6 },
      el("h3", {}, title, el("small", {}, note)),
      plot,
    );
    const kind =
      ["surface", "heatmap"].find((one) => figure.data.some(({ type }) => type === one)) ??
      "scatter";
    return { root, plot, figure, kind, drawn: 0, ready: false };
  }

  makeTable({ columns, rows }) {
    const cells = (tag, texts) => texts.map((text) => el(tag, {}, text));
    this.rows = rows.map((texts) => el("tr", {}, ...cells("td", texts)));
    return el(
      "section",
      { class: "gn-walk-table" },
      el("h3", {}, "Step by step"),
      el(
        "div",
        { class: "gn-walk-rows", tabindex: "0", role: "region", "aria-label": "Table of steps" },
        el(
          "table",
          {},
          el("thead", {}, el("tr", {}, ...cells("th", columns))),
          el("tbody", {}, ...this.rows),
        ),
      ),
    );
  }

  async draw() {
    const Plotly = await loadPlotly();
    const { content } = this;
    this.panels.forEach(async (panel, number) => {
      const figure = this.at(number, this.walker.shown?.i ?? 0);
      await Plotly.react(panel.plot, figure.data, themed(figure.layout, this.root), CONFIG);
      keepGrid(panel.plot);
      if (panel.ready || content !== this.content) return;
      panel.ready = true;
      if (content.linked.includes(number)) this.link(panel.plot);
      if (content.pick.includes(number))
        panel.plot.on("plotly_click", ({ points }) => this.pick(points[0]));
    });
  }

  /** The figure of a panel at picture i. */
  at(number, i) {
    const { figure } = this.panels[number];
    const data = figure.data.map((trace) => ({ ...trace }));
    for (const one of this.content.moving)
      if (one.panel === number) Object.assign(data[one.trace], this.place(one, i));
    return { data, layout: figure.layout };
  }

  /** What a moving trace shows in picture i. */
  place(one, i) {
    const { data, layout } = this.panels[one.panel].figure;
    const points = coordinates(one, i);
    return data[one.trace].type === "mesh3d"
      ? ballAt(data[one.trace], layout.scene, points)
      : points;
  }

  paint(frame) {
    if (!this.content) return;
    this.painted += 1;
    const all = !this.walker.playing;
    const time = performance.now();
    this.transport.paint(frame, all);
    this.markRow(frame.i);
    // While it plays, one chart a picture, that which has waited longest: two would make a jolt.
    const due = this.panels
      .filter((panel) => all || time - panel.drawn > PLOT_MS[panel.kind])
      .sort((a, b) => a.drawn - b.drawn);
    for (const panel of all ? due : due.slice(0, 1))
      this.update(panel, this.panels.indexOf(panel), frame.i, all);
    Object.assign(this.root.dataset, { step: frame.epoch, frames: this.painted });
  }

  /** Bring the moving traces of one panel up to date. */
  update(panel, number, i, all) {
    if (!panel.ready) return;
    quieten(panel.plot, !all);
    panel.drawn = performance.now();
    const own = this.content.moving.filter((one) => one.panel === number);
    if (!own.length) return;
    const found = own.map((one) => this.place(one, i));
    this.root.dataset.updates = this.updates = (this.updates ?? 0) + 1;
    if (
      !all &&
      updateScene(
        panel.plot,
        own.map(({ trace }) => trace),
        found,
      )
    )
      return;
    const change = { x: found.map(({ x }) => x), y: found.map(({ y }) => y) };
    if (found[0].z) change.z = found.map(({ z }) => z);
    window.Plotly.restyle(
      panel.plot,
      change,
      own.map(({ trace }) => trace),
    );
  }

  markRow(i) {
    if (!this.table) return;
    this.marked?.removeAttribute("aria-current");
    this.marked = this.rows[i];
    this.marked.setAttribute("aria-current", "step");
    const { parentElement: holder } = this.marked.closest("table");
    const top = this.marked.offsetTop - holder.clientHeight / 2;
    holder.scrollTop = Math.max(0, top);
  }

  pick(point) {
    this.component.setTriggerValue("pick", { x: point.x, y: point.y });
  }

  state() {
    const { walker, content } = this;
    if (!content || !walker.shown) return;
    this.transport.state();
    this.root.dataset.status = walker.status;
    this.notice.textContent = content.ending;
    this.notice.hidden = !walker.atEnd();
    this.notice.classList.toggle("gn-calm", content.good);
    if (!walker.playing) this.paint(walker.shown);
  }

  /** Space plays and pauses, the arrows step, unless the key is meant for something else. */
  key(event) {
    if (
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.defaultPrevented ||
      !this.root.isConnected
    )
      return;
    // Beside a live view the keys are its own, unless they are pressed in here.
    if (document.querySelector("[data-testid=stage]") && !this.root.contains(event.target)) return;
    const own = event.target === this.transport?.scrubber;
    const taken =
      "button, a, input, textarea, select, [contenteditable], [role=slider], [role=option], " +
      "[role=combobox], [role=menu], [role=radio]";
    if (!own && event.target.closest?.(taken)) return;
    const action = {
      " ": () => this.walker.toggle(),
      ArrowRight: () => this.walker.step(),
      ArrowLeft: () => this.walker.back(),
    }[event.key];
    if (!action || (event.repeat && event.key === " ")) return;
    event.preventDefault();
    action();
  }

  retheme() {
    const dark = getComputedStyle(this.root).getPropertyValue("--st-background-color");
    if (this.theme === dark) return;
    this.theme = dark;
    if (this.content) this.draw();
  }

  resize() {
    if (!this.root.clientWidth) return;
    for (const { plot, ready } of this.panels ?? []) if (ready) window.Plotly.Plots.resize(plot);
  }
}

/** The points of a moving trace in picture i. */
function coordinates({ kind, x, y, z }, i) {
  const part = (values) => (kind === "trail" ? values.slice(0, i + 1) : values[i]);
  return { x: part(x), y: part(y), ...(z ? { z: part(z) } : {}) };
}
