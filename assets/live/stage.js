// The stage: one component that draws everything that moves. Streamlit calls the default export
// when the page has been drawn, and says which run to ask for; the panels draw what they are given.

/** @import { Component } from "../shared/types.d.ts" */
/** @import { Command, Frame, Interest, LaneAction, Mounted, Wishes } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { formatCost } from "../shared/format.js";
import { listenToKeys, playerKeys } from "../shared/keys.js";
import { _, loadLanguage } from "../shared/language.js";
import { tellPainted } from "../shared/painted.js";
import { loadStyles } from "../shared/styles.js";
import { themeChanges } from "../shared/theme.js";
import { Undo } from "../shared/undo.js";
import { Channel, postTo } from "./channel.js";
import { MyRuns } from "./my_runs/my_runs.js";
import { snapshotOf } from "./my_runs/snapshot.js";
import { PageAround } from "./page_around.js";
import { Picture } from "./picture.js";
import { Player } from "./player.js";
import { resultLine } from "./result_line.js";
import { SeenPage } from "./seen_page.js";
import { Share } from "./share.js";
import { addressAt, keepInAddress } from "./shown_epoch.js";
import { StageLesson } from "./stage_lesson.js";
import { Tour } from "./tour/tour.js";

/**
 * One stage a page, with its frames and its pictures: a visitor who comes back finds it as it was.
 *
 * @type {Map<string, Stage>}
 */
const stages = new Map();

/** @param {Component<Mounted>} component */
export default async function mount(component) {
  const { data, parentElement } = component;
  await Promise.all([loadStyles(), loadLanguage()]);
  const stage = stages.get(data.page) ?? new Stage(component);
  stages.set(data.page, stage);
  if (stage.root.parentElement !== parentElement) parentElement.append(stage.root);
  tellPainted(stage.root, stage.picture.painted > 0);
  stage.receiveMount(component);
  return () => stage.leave(parentElement);
}

class Stage {
  /** @param {Component<Mounted>} component */
  constructor(component) {
    this.address = "";
    /** @type {string[]} The panels that the page lists. */
    this.names = [];
    /** @type {Wishes} */
    this.wishes = {};
    this.page = new PageAround(component);
    this.channel = new Channel({
      next: () => this.player.next(),
      receive: (answer, command) => this.receive(answer, command),
      onTrouble: () => this.state(),
      onGone: () => this.page.findRun(() => this.channel.isGone && this.root.isConnected),
    });
    this.player = new Player({
      poke: () => this.channel.poke(),
      onFrame: (frame) => this.paint(frame),
      onState: () => this.state(),
    });
    this.seen = new SeenPage(this.player);
    this.picture = new Picture(this.player, (isPending) =>
      this.root.toggleAttribute("data-pending", isPending),
    );
    this.undo = new Undo((action) => this.page.undo(action));
    this.share = new Share(
      () => addressAt(window.location.href, this.player.epoch),
      () => this.resultLine(),
    );
    this.myRuns = new MyRuns({
      present: () => this.present(),
      open: (address) => window.location.assign(address),
      compare: (address) => this.page.compareWith(address),
    });
    const { undo, share, myRuns } = this;
    // One group, as the row is full on a projector.
    const tools = el("div", { class: "gn-tools" }, undo.root, share.root, myRuns.root);
    this.picture.transport.row.children[0].after(tools);
    this.lesson = new StageLesson(this, this.picture);
    this.isOffered = false; // whether the tour was thought of
    this.root = el(
      "div",
      { class: "gn-stage", "data-testid": "stage", "data-status": "idle" },
      ...this.picture.panels.nodes,
      this.picture.region.root,
      this.undo.line,
      this.myRuns.dialog,
    );
    this.isThemeNew = themeChanges(this.root);
    this.listen();
  }

  listen() {
    new ResizeObserver(() => this.resize()).observe(this.root);
    listenToKeys(
      this.root,
      () => this.picture.transport.scrubber,
      (target) => this.keysAt(target),
    );
    for (const name of ["keydown", "pointerup"])
      document.addEventListener(name, ({ target }) => this.expectNews(target), true);
  }

  /** The runs before the present one. */
  get pastRuns() {
    return this.picture.pastRuns;
  }

  /**
   * The page has been drawn.
   *
   * @param {Component<Mounted>} component
   */
  receiveMount(component) {
    const { address, key, number, panels, revision, undo } = component.data;
    this.page.receive(component);
    this.undo.show(undo);
    if (this.isThemeNew()) this.retheme();
    this.names = panels;
    this.lesson.receive(component.data);
    const isOther = address !== this.address;
    if (!isOther) this.picture.panels.load(panels, this);
    if (!isOther && this.player.header.revision === revision) return;
    this.address = address;
    this.player.refresh(number, isOther ? this.wishes : undefined);
    if (isOther) this.channel.open(this.postWithPanels(postTo(address, key)));
    else this.channel.poke();
  }

  /**
   * Give the page what the visitor has drawn.
   *
   * @param {Pick<import("./types.d.ts").Sketch, "kind" | "points">} sketch
   */
  give(sketch) {
    this.page.sketch(sketch);
  }

  /**
   * Return what asks the server while the panels are being loaded, which show its answer.
   *
   * @param {ReturnType<typeof postTo>} post
   * @returns {ReturnType<typeof postTo>}
   */
  postWithPanels(post) {
    return async (command, signal) => {
      const loaded = this.picture.panels.load(this.names, this);
      const [answer] = await Promise.all([post(command, signal), loaded]);
      return answer;
    };
  }

  /**
   * Take in an answer.
   *
   * @param {Uint8Array} data
   * @param {Command} command
   */
  receive(data, command) {
    const { plays } = this.player.header;
    const { scenes, stale, plays: now } = this.picture.receive(data, command);
    // A button further down, of a card, has made it play: it is to be seen.
    if (now > plays && scenes) comeIntoView(this.root);
    if (scenes && !this.isOffered && !this.lesson.now) {
      new Tour(this.root).offer();
      this.isOffered = true;
    }
    this.page.redraw(stale);
  }

  /** @param {Frame} frame */
  paint(frame) {
    this.picture.paint(frame);
    if (this.picture.painted === 1) tellPainted(this.root, true);
    Object.assign(this.root.dataset, {
      epoch: frame.epoch,
      frames: this.picture.painted,
      cost: frame.numbers.J,
      alpha: frame.numbers.alpha,
    });
  }

  /** What is shown now, as a line that can be checked. */
  resultLine() {
    const { shown } = this.player;
    const { pathname, search } = new URL(addressAt(window.location.href, this.player.epoch));
    return shown ? resultLine(shown, pathname + search, new Date()) : "";
  }

  /** What is shown now, to be kept. */
  present() {
    const { player, root, picture } = this;
    const { href } = window.location;
    const at = new URL(addressAt(href, player.epoch));
    // What is kept goes to another machine as a file, and its lesson goes with it.
    if (this.lesson.now) at.searchParams.set("lesson", this.lesson.now.link);
    const address = at.pathname + at.search;
    const [scene] = picture.scenes;
    const J = formatCost(player.shown?.numbers.J ?? 0);
    const said = _("{unit} {epoch}, cost J {J}", {
      unit: scene?.unit ?? "",
      epoch: player.epoch,
      J,
    });
    const name = scene?.study?.sentence ?? said;
    return { name, address, picture: snapshotOf(root), said };
  }

  state() {
    this.root.dataset.status = this.player.status;
    this.picture.state(this.channel.isLost);
    this.root.toggleAttribute("data-noticed", this.picture.notice.said !== "");
    const { player, page, root } = this;
    if (player.shown && !player.playing && !page.isLeaving && root.isConnected)
      keepInAddress(player.epoch);
  }

  /**
   * Something else is to be seen.
   *
   * @param {Wishes} wishes
   * @param {boolean} again  whether frames show it
   */
  wish(wishes, again) {
    Object.assign(this.wishes, wishes);
    this.player.wish(this.wishes, again);
  }

  /**
   * Settings are to change from the epoch that is shown on, and something else is to be seen.
   *
   * @param {Record<string, unknown>} set
   * @param {Wishes} wishes
   */
  set(set, wishes) {
    Object.assign(this.wishes, wishes);
    this.player.set(set, this.wishes);
  }

  /**
   * Have a screen reader say something that has come up.
   *
   * @param {string} sentence
   */
  say(sentence) {
    this.picture.region.announce(sentence);
  }

  /**
   * Tell all panels what is looked at.
   *
   * @param {Interest} interest
   */
  tell(interest) {
    this.picture.panels.tell(interest);
  }

  /**
   * Have the page do something with a lane.
   *
   * @param {LaneAction} action
   */
  arrange(action) {
    this.page.arrange(action);
  }

  /**
   * Something else on the page was touched, which may change the run. The page says so only when
   * Streamlit has drawn all its controls again, which takes longer than to ask.
   *
   * @param {EventTarget | null} target
   */
  expectNews(target) {
    if (!this.root.isConnected || (target instanceof Node && this.root.contains(target))) return;
    setTimeout(() => this.player.expectNews()); // once the control has been heard
  }

  /**
   * The page has been left, or this place on it has.
   *
   * @param {HTMLElement} parent
   */
  leave(parent) {
    if (this.root.parentElement !== parent || parent.isConnected) return;
    tellPainted(this.root, this.picture.painted > 0);
    this.seen.leave();
  }

  retheme() {
    this.resize();
    this.picture.draw();
  }

  resize() {
    if (this.root.clientWidth) this.picture.resize();
  }

  /**
   * Return what keys do here; the scrubber's are the player's.
   *
   * @param {EventTarget | null} target
   */
  keysAt(target) {
    const { panels, transport } = this.picture;
    const keys = [...(target === transport.scrubber ? [] : panels.keys()), ...this.undo.keys];
    return this.player.shown ? [...keys, ...playerKeys(this.player)] : keys;
  }
}

/** @param {HTMLElement} root */
function comeIntoView(root) {
  if (root.getBoundingClientRect().top > 0) return;
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  root.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
}
