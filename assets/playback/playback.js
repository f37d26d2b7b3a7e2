// A playback: pictures of a path that is known as a whole. Streamlit calls the default export with
// each message; which picture is shown when is the player's, drawing is done here.

/** @import { Component } from "../shared/types.d.ts" */
/** @import { Content, Picture } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { listenToKeys, playerKeys } from "../shared/keys.js";
import { _, loadLanguage } from "../shared/language.js";
import { LiveRegion } from "../shared/live_region.js";
import { tellPainted } from "../shared/painted.js";
import { turnTogether } from "../shared/scene3d.js";
import { loadStyles, needStyle } from "../shared/styles.js";
import { themeChanges } from "../shared/theme.js";
import { Transport } from "../shared/transport.js";
import { PlaybackPanel } from "./panel.js";
import { PlaybackPlayer } from "./player.js";
import { StepsTable } from "./steps_table.js";

needStyle("playback.css", import.meta.url);

const LEFT_MS = 1000;
const REST_MS = 250; // for which it rests before the page is told

/** @type {Map<string, Playback>} One a page, put back wherever Streamlit wants it next. */
const playbacks = new Map();

/** @param {Component<ArrayLike<number>>} component */
export default async function mount(component) {
  await Promise.all([loadStyles(), loadLanguage()]);
  /** @type {Content} */
  const content = JSON.parse(new TextDecoder().decode(new Uint8Array(component.data)));
  const playback = playbacks.get(content.page) ?? new Playback(content);
  playbacks.set(content.page, playback);
  if (playback.root.parentElement !== component.parentElement)
    component.parentElement.append(playback.root);
  tellPainted(playback.root, playback.painted > 0);
  playback.receive(content, component);
  return () => setTimeout(() => playback.root.isConnected || playback.player.stop(), LEFT_MS);
}

class Playback {
  /** @param {Content} content */
  constructor(content) {
    this.content = content;
    this.name = ""; // of the path that is shown
    /** @type {Component<unknown> | null} */
    this.component = null;
    /** @type {PlaybackPanel[]} */
    this.panels = [];
    /** @type {StepsTable | null} */
    this.table = null;
    this.painted = 0;
    this.updates = 0;
    this.hasTold = false; // whether the page knows that the end was seen
    /** @type {number | null} Where the page knows that the path rests. */
    this.toldRest = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
    this.player = new PlaybackPlayer({
      onFrame: (picture) => this.paint(picture),
      onState: () => this.state(),
    });
    /** @type {Transport<Picture>} */
    this.transport = new Transport(this.player, () => this.player.go(0));
    this.notice = el("p", { class: "gn-notice gn-playback-notice", hidden: true });
    this.region = new LiveRegion();
    this.grid = el("div", { class: "gn-playback-grid" });
    this.root = el(
      "div",
      { class: "gn-stage gn-playback", "data-testid": "playback", "data-status": "idle" },
      this.transport.root,
      this.grid,
      this.notice,
      this.region.root,
    );
    this.isThemeNew = themeChanges(this.root);
    this.link = turnTogether(() => this.content.linked.map((number) => this.panels[number].plot));
    new ResizeObserver(() => this.resize()).observe(this.root);
    listenToKeys(
      this.root,
      () => this.transport.scrubber,
      (target) => (this.hasKeys(target) ? playerKeys(this.player) : []),
    );
    document.addEventListener("focusin", ({ target }) => {
      if (!(target instanceof Node && this.root.contains(target))) this.tellRestNow();
    });
  }

  /**
   * @param {Content} content
   * @param {Component<unknown>} component
   */
  receive(content, component) {
    this.component = component;
    if (this.isThemeNew()) this.draw();
    if (content.name === this.name) {
      // Streamlit shows the same path again, which may be held no more.
      const { held, tells_end, tells_rest } = content;
      Object.assign(this.content, { held, tells_end, tells_rest });
      this.hold();
      return;
    }
    this.content = content;
    this.name = content.name;
    this.hasTold = false;
    this.toldRest = null;
    const { columns, moving, opens_at_end: last, readouts, speed, steps, unit } = content;
    const name = `${unit[0].toUpperCase()}${unit.slice(1)}`;
    this.transport.setUp(
      unit,
      _("{unit} of the path", { unit: name }),
      readouts.map(([label, hint, texts]) => [label, hint, ({ i }) => texts[i]]),
    );
    this.table = columns.length ? new StepsTable(content) : null;
    this.panels = content.panels.map(
      (panel, number) =>
        new PlaybackPanel(
          panel,
          moving.filter((one) => one.panel === number),
          content.drag.includes(number),
        ),
    );
    const nodes = this.panels.map(({ root }) => root);
    this.grid.replaceChildren(...nodes, ...(this.table ? [this.table.root] : []));
    this.painted = 0;
    this.root.dataset.charts = "0";
    this.player.take(steps, speed, last);
    this.hold();
    this.draw();
  }

  /** Say whether it may be played, and what the page is to be told. */
  hold() {
    const { held, tells_end: tellsEnd, tells_rest: tellsRest } = this.content;
    if (!tellsEnd) this.hasTold = false; // who asks for it again is told again
    if (!tellsRest) this.toldRest = null;
    this.transport.hold(held);
    this.player.hold(held !== "");
    if (this.player.shown) this.tellEnd(this.player.shown);
    this.tellRest();
  }

  /** Draw all charts. */
  draw() {
    for (const [number, panel] of this.panels.entries()) this.drawPanel(panel, number);
  }

  /**
   * @param {PlaybackPanel} panel
   * @param {number} number
   */
  async drawPanel(panel, number) {
    const { content } = this;
    await panel.draw(this.player.at);
    if (panel.ready || content !== this.content) return;
    panel.ready = true;
    if (content.linked.includes(number)) this.link(panel.plot);
    if (content.pick.includes(number))
      panel.plot.on("plotly_click", ({ points: [{ x, y }] }) => this.pick({ x, y }));
    if (content.drag.includes(number))
      panel.plot.on("plotly_relayout", (change) => {
        const isDragged = Object.keys(change).some((key) => key.startsWith("shapes["));
        const [line] = panel.plot.layout.shapes ?? [];
        if (isDragged && line) this.pick({ x0: line.x0, y0: line.y0, x1: line.x1, y1: line.y1 });
      });
    this.root.dataset.charts = String(this.panels.filter(({ ready }) => ready).length);
  }

  /** @param {Picture} picture */
  paint(picture) {
    this.painted += 1;
    const all = !this.player.playing;
    const time = performance.now();
    this.transport.paint(picture, all);
    this.table?.mark(picture.i);
    // While it plays, one chart a picture, that which has waited longest: two would make a jolt.
    const late = this.panels
      .filter((panel) => panel.isLate(time))
      .sort((a, b) => a.drawn - b.drawn);
    for (const panel of all ? this.panels : late.slice(0, 1))
      if (panel.update(picture.i, !all)) this.updates += 1;
    if (this.painted === 1) tellPainted(this.root, true);
    Object.assign(this.root.dataset, {
      step: picture.epoch,
      frames: this.painted,
      updates: this.updates,
    });
  }

  /**
   * A start was chosen: a point that was clicked, a line that was dragged.
   *
   * @param {Record<string, number>} place
   */
  pick(place) {
    this.component?.setTriggerValue("pick", place);
  }

  state() {
    const { player, content } = this;
    if (!player.shown) return;
    this.transport.state();
    this.root.dataset.status = player.status;
    this.notice.textContent = content.ending;
    this.notice.hidden = !player.atEnd() || !content.ending;
    this.notice.classList.toggle("gn-calm", content.good);
    this.tell(player.status, player.shown.epoch, content);
    this.tellEnd(player.shown);
    this.tellRest();
    if (!player.playing) this.paint(player.shown);
  }

  /**
   * Say what the path has come to, to a screen reader.
   *
   * @param {PlaybackPlayer["status"]} status
   * @param {number} epoch
   * @param {Content} content
   */
  tell(status, epoch, { ending, unit }) {
    const reason = this.player.atEnd() ? ending : "";
    this.region.tell({ status, epoch, unit, reason });
  }

  /**
   * Tell the page that the end has been seen, once.
   *
   * @param {Picture} picture
   */
  tellEnd({ epoch }) {
    if (!this.content.tells_end || this.hasTold || !this.player.atEnd()) return;
    this.hasTold = true;
    this.component?.setTriggerValue("ended", epoch);
  }

  /** The page is told where the path rests, once it has rested there for a moment. */
  tellRest() {
    clearTimeout(this.resting);
    if (!this.content.tells_rest || this.player.playing) return;
    this.resting = setTimeout(() => this.tellRestNow(), REST_MS);
  }

  /** What is done next may be about the step at which it rests: the page is to know that before. */
  tellRestNow() {
    clearTimeout(this.resting);
    const { player, root, content } = this;
    const { shown } = player;
    if (!content?.tells_rest || player.playing || !shown || !root.isConnected) return;
    if (shown.epoch === this.toldRest) return;
    this.toldRest = shown.epoch;
    this.component?.setTriggerValue("rested", shown.epoch);
  }

  /**
   * Beside a live view the keys are its own, unless they are pressed in here.
   *
   * @param {EventTarget | null} target
   */
  hasKeys(target) {
    const isAlone = !document.querySelector("[data-testid=stage]");
    return isAlone || (target instanceof Node && this.root.contains(target));
  }

  resize() {
    if (!this.root.clientWidth) return;
    for (const panel of this.panels) panel.resize();
  }
}
