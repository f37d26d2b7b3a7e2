// What a learner sees: the teacher's page, as it is there. The server is asked for news all the time,
// and answers when there are some.

/** @import { Command } from "../live/types.d.ts" */
/** @import { ClassPage, ShownHeader } from "./types.d.ts" */

import { Channel, Gone } from "../live/channel.js";
import { readMessage } from "../live/protocol.js";
import { el } from "../shared/dom.js";
import { _ } from "../shared/language.js";
import { loadStyles } from "../shared/styles.js";
import { ask, Outside } from "./ask.js";
import { ShownPage } from "./shown_page.js";

export class Follow {
  /** @param {ClassPage} data */
  constructor({ route, classroom }) {
    this.route = route;
    this.classroom = classroom;
    this.known = { source: "", serial: 0, scene: "", view: "", branch: 0, events: 0 };
    this.number = 0;
    /** @type {Map<string, ShownPage>} The pages that were shown, by what makes them. */
    this.pages = new Map();
    /** @type {ShownPage | null} */
    this.page = null;
    this.title = el("b", {}, "");
    this.around = el(
      "a",
      { class: "gn-around", onpointerdown: () => this.aim(), onfocus: () => this.aim() },
      _("Look around"),
    );
    this.leave = el(
      "button",
      { type: "button", class: "gn-leave", onclick: () => this.goAway() },
      _("Leave the class"),
    );
    this.line = el(
      "p",
      { class: "gn-class-line" },
      el("span", {}, _("You follow the teacher:"), " ", this.title),
      this.around,
      this.leave,
    );
    this.words = el(
      "p",
      { class: "gn-class-words", role: "status" },
      _("Waiting for the teacher…"),
    );
    this.place = el("div", { class: "gn-class-place" });
    this.root = el("div", { class: "gn-class" }, this.line, this.words, this.place);
    this.channel = new Channel({
      next: () => this.next(),
      receive: (answer, command) => this.receive(answer, command),
      onTrouble: () => this.say(),
      onGone: () => this.over(),
    });
  }

  begin() {
    this.channel.open((command, signal) => this.post(command, signal));
  }

  /** @returns {Command} What is asked, always. */
  next() {
    this.number += 1;
    const { scene, branch, view } = this.known;
    const player = this.page?.player;
    return {
      name: "more",
      number: this.number,
      epoch: player?.known ?? 0,
      n: 0,
      shown: player?.epoch ?? 0,
      scene,
      branch,
      jumps: 0,
      view,
      slow: 0,
    };
  }

  /**
   * @param {Command} _command
   * @param {AbortSignal} signal
   */
  async post(_command, signal) {
    try {
      const answer = await ask(this.route, "follow", this.known, signal);
      const data = new Uint8Array(await answer.arrayBuffer());
      const [header] = readMessage(data);
      await this.open(/** @type {ShownHeader} */ (header));
      return data;
    } catch (error) {
      if (error instanceof Outside) throw new Gone();
      throw error;
    }
  }

  /**
   * Put the page there that the teacher shows now.
   *
   * @param {ShownHeader} header
   */
  async open(header) {
    if (!header.panels?.length) return;
    const key = JSON.stringify([header.page, header.panels]);
    const page = this.pages.get(key) ?? new ShownPage(header);
    this.pages.set(key, page);
    this.place.replaceChildren(page.root);
    await Promise.all([page.load(), loadStyles()]);
    this.page = page;
  }

  /**
   * @param {Uint8Array} data
   * @param {Command} command
   */
  receive(data, command) {
    const header = /** @type {ShownHeader} */ (readMessage(data)[0]);
    const { source, revision, scene = "", view = "", branch, events } = header;
    this.known = { source, serial: revision, scene, view, branch, events };
    this.header = header;
    this.title.textContent = header.title ?? "";
    this.around.hidden = !header.address;
    this.aim();
    if (header.panels?.length) this.page?.receive(data, command);
    else this.place.replaceChildren();
    this.say();
  }

  /** Have the way out lead to where the teacher's page is now. */
  aim() {
    const { header, page } = this;
    if (!header?.address) return;
    const epoch = page?.player.epoch ?? 0;
    const isRun = header.panels?.length && epoch > 0;
    this.around.href = header.address + (isRun ? `&epoch=${epoch}` : "");
  }

  /** Say what there is to be said in place of a picture, or above it. */
  say() {
    const { header } = this;
    const isPaused = Boolean(header?.room_paused);
    this.root.toggleAttribute("data-paused", isPaused);
    if (this.channel.isLost) this.words.textContent = _("The class is away. It will be back.");
    else if (isPaused) this.words.textContent = _("The teacher asks everybody to look up.");
    else if (!header?.page) this.words.textContent = _("Waiting for the teacher…");
    else if (!header.panels?.length)
      this.words.textContent = _("The teacher is on the page “{title}”.", { title: header.title });
    else this.words.textContent = "";
    this.words.hidden = !this.words.textContent;
  }

  over() {
    this.place.replaceChildren();
    this.line.hidden = true;
    this.words.hidden = false;
    this.words.textContent = _("This class is over, or you are no longer in it.");
    this.root.append(
      el("a", { class: "gn-around", href: this.classroom }, _("Join another class")),
    );
  }

  async goAway() {
    await ask(this.route, "leave").catch(() => {});
    window.location.assign(this.classroom);
  }

  /** The page has been drawn again. */
  redraw() {
    this.page?.redraw();
  }
}
