// What a lesson does to the stage: it holds the run until something is given, and shows a prediction
// over the chart of a panel.

/** @import { Picture } from "./picture.js" */
/** @import { Host, Lesson, Mounted, Sketch } from "./types.d.ts" */

import { loadStyles } from "../shared/styles.js";

export class StageLesson {
  /**
   * @param {Host & {
   *   root: HTMLElement,
   *   channel: { poke(): void },
   *   give(sketch: Pick<Sketch, "kind" | "points">): void,
   * }} host  the stage
   * @param {Picture} picture
   */
  constructor(host, picture) {
    this.host = host;
    this.picture = picture;
    /** @type {Lesson | null} What the page waits for; null where the visitor is in no lesson. */
    this.now = null;
    /** @type {string[]} The panels that the page lists. */
    this.names = [];
    /** @type {Promise<import("./sketch/sketch.js").Sketches> | null} Once there was something to draw. */
    this.sketches = null;
  }

  /**
   * Take what a lesson waits for.
   *
   * @param {Mounted} data
   */
  receive({ lesson, number, panels }) {
    const { host, picture } = this;
    const { player } = host;
    this.now = lesson;
    this.names = panels;
    host.root.toggleAttribute("data-lesson", lesson !== null);
    picture.transport.hold(lesson?.reason ?? "");
    // Before anything is drawn: what is on the page does not move.
    picture.panels.grid.classList.toggle("gn-predicted", lesson?.sketch?.kind === "curve");
    if (Boolean(lesson?.held) !== player.held) {
      player.refresh(number); // whatever the page says, the server knows
      if (lesson?.held) player.hold();
      host.channel.poke();
    }
    this.showSketch();
  }

  /**
   * Show a prediction, or have the visitor draw one. It is no panel of the table: it lies over the chart
   * of one, whose axes it follows, and is loaded where a lesson asks for it.
   */
  async showSketch() {
    if (!this.now?.sketch && !this.sketches) return;
    this.sketches ??= this.loadSketches();
    const sketches = await this.sketches;
    sketches.show(this.now?.sketch ?? null);
  }

  async loadSketches() {
    const { host, names, picture } = this;
    try {
      const [{ Sketches }] = await Promise.all([
        import("./sketch/sketch.js"),
        picture.panels.load(names, host),
      ]);
      await loadStyles();
      return new Sketches(host, picture.panels);
    } catch (error) {
      this.sketches = null; // so that it is tried again
      throw error;
    }
  }
}
