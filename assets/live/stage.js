// The stage: one component that draws everything that moves. Streamlit calls the default export
// when the page has been drawn, and says which run to ask for; the panels draw what they are given.

/** @import { Component } from "../shared/types.d.ts" */
/** @import { Command, Frame, Header, Mounted, Scene, Wishes } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { listenToKeys, playerAction } from "../shared/keys.js";
import { loadStyles } from "../shared/styles.js";
import { themeChanges } from "../shared/theme.js";
import { Channel, postTo } from "./channel.js";
import { Panels } from "./panels.js";
import { Player } from "./player.js";
import { readFrames, readMessage } from "./protocol.js";

const FIND_MS = 2000; // between two requests for a run in place of one that has gone

/**
 * One stage a page, with its frames and its pictures: a visitor who comes back finds it as it was.
 *
 * @type {Map<string, Stage>}
 */
const stages = new Map();

/** @param {Component<Mounted>} component */
export default async function mount(component) {
  const { data, parentElement } = component;
  await loadStyles();
  const stage = stages.get(data.page) ?? new Stage(component);
  stages.set(data.page, stage);
  if (stage.root.parentElement !== parentElement) parentElement.append(stage.root);
  stage.receiveMount(component);
  return () => stage.leave(parentElement);
}

class Stage {
  /** @param {Component<Mounted>} component */
  constructor(component) {
    this.component = component;
    this.address = "";
    this.painted = 0;
    /** @type {Scene[]} Of the lanes. */
    this.scenes = [];
    this.header = { scene: "", branch: 0, view: "" };
    this.redrawn = ""; // what the page was last asked to be drawn for
    this.isLeaving = false; // whether a link to another page was followed
    this.resume = false; // play when the page is seen again
    /** @type {Wishes} */
    this.wishes = {};
    this.channel = new Channel({
      next: () => this.player.next(),
      receive: (answer, command) => this.receive(answer, command),
      onTrouble: () => this.state(),
      onGone: () => this.findRun(),
    });
    this.player = new Player({
      poke: () => this.channel.poke(),
      onFrame: (frame) => this.paint(frame),
      onState: () => this.state(),
    });
    this.panels = new Panels(this.player, {
      onReset: () => this.player.reset(),
      onWish: (wishes, again) => {
        Object.assign(this.wishes, wishes);
        this.player.wish(this.wishes, again);
      },
      onSet: (set, look) => {
        this.wishes.by_hand = look;
        this.player.set(set, this.wishes);
      },
    });
    this.root = el(
      "div",
      { class: "gn-stage", "data-testid": "stage", "data-status": "idle" },
      ...this.panels.nodes,
    );
    this.isThemeNew = themeChanges(this.root);
    new ResizeObserver(() => this.resize()).observe(this.root);
    listenToKeys(
      this.root,
      () => this.panels.transport.scrubber,
      (event) => this.actionOf(event),
    );
    document.addEventListener("visibilitychange", () => this.hide());
    document.addEventListener("click", (event) => this.followed(event), true);
    for (const name of ["keydown", "pointerup"])
      document.addEventListener(name, ({ target }) => this.expectNews(target), true);
  }

  /**
   * The page has been drawn.
   *
   * @param {Component<Mounted>} component
   */
  receiveMount(component) {
    const { address, key, number, revision } = component.data;
    this.component = component;
    this.isLeaving = false;
    if (this.isThemeNew()) this.retheme();
    const isOther = address !== this.address;
    if (!isOther && this.player.header.revision === revision) return;
    this.address = address;
    this.player.refresh(number, isOther ? this.wishes : undefined);
    if (isOther) this.channel.open(postTo(address, key));
    else this.channel.poke();
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
    if (this.player.playing) this.player.pause();
  }

  /**
   * Take in an answer.
   *
   * @param {Uint8Array} data
   * @param {Command} command
   */
  receive(data, command) {
    const [header, buffer] = readMessage(data);
    const isFresh = header.scene !== this.header.scene;
    if (isFresh || header.branch !== this.header.branch) this.panels.forget();
    this.header = header;
    if (header.scenes && isFresh) this.setScenes(header.scenes);
    if (header.scenes && !isFresh) this.updateScene(header.scenes[0]);
    const frames = readFrames(buffer, header.n_frames, this.scenes);
    this.panels.receive(header.aside);
    this.player.receive(header, frames, command, pastOf(header));
    this.panels.byHand.receive(header.aside.by_hand);
    const { playing, shown } = this.player;
    if (!playing && shown) this.panels.byHand.paint(shown, true);
    this.redraw(header.stale);
  }

  /**
   * Have the page drawn for what it does not show yet, once.
   *
   * @param {string} stale
   */
  redraw(stale) {
    const isNew = stale !== this.redrawn;
    this.redrawn = stale;
    // Streamlit forgets that it was asked for another page where this comes right after.
    if (isNew && stale && !this.isLeaving) this.component.setTriggerValue("redraw", stale);
  }

  /**
   * The run has gone, as when the server was started again: have the page bring another. Streamlit
   * may not be connected yet, so it is asked until a run is there.
   */
  findRun() {
    if (!this.channel.isGone || this.isLeaving || !this.root.isConnected) return;
    this.component.setTriggerValue("redraw", "gone");
    setTimeout(() => this.findRun(), FIND_MS);
  }

  /**
   * Something was clicked, which may be a link to another page.
   *
   * @param {MouseEvent} event
   */
  followed({ target, ctrlKey, metaKey, shiftKey }) {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || ctrlKey || metaKey || shiftKey) return;
    if (link.target !== "_blank" && link.pathname !== window.location.pathname)
      this.isLeaving = true;
  }

  /** @param {Scene[]} scenes */
  setScenes(scenes) {
    this.scenes = scenes;
    this.panels.setScene(scenes[0]);
  }

  /**
   * Take a newer description of the same run: its axes and the marks of changes may be new.
   *
   * @param {Scene} scene
   */
  updateScene({ cost, accuracy, boundary }) {
    const [scene] = this.scenes;
    const isMoved = boundary && JSON.stringify(boundary) !== JSON.stringify(scene.boundary);
    Object.assign(scene, { cost, accuracy, boundary });
    this.panels.updateScene(scene, Boolean(isMoved));
  }

  /** @param {Frame} frame */
  paint(frame) {
    this.painted += 1;
    this.panels.paint(frame, !this.player.playing);
    Object.assign(this.root.dataset, {
      epoch: frame.epoch,
      frames: this.painted,
      cost: frame.numbers.J,
      alpha: frame.numbers.alpha,
    });
  }

  state() {
    const { player, panels } = this;
    panels.transport.state();
    this.root.dataset.status = player.status;
    panels.notice.say(player, this.channel.isLost);
    // What was left out for speed while the run played is drawn now.
    if (player.shown && !player.playing) panels.paint(player.shown, true);
  }

  /**
   * Return what a key does here.
   *
   * @param {KeyboardEvent} event
   */
  actionOf({ key, target }) {
    const { byHand, transport } = this.panels;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (by && target !== transport.scrubber && byHand.takesArrows)
      return () => byHand.steps.move(by);
    return this.player.shown ? playerAction(this.player, key) : undefined;
  }

  /** A hidden page paints nothing, so it asks for nothing; it goes on when it is seen again. */
  hide() {
    if (document.hidden && this.player.playing) {
      this.resume = true;
      this.player.pause();
    } else if (!document.hidden && this.resume) {
      this.resume = false;
      this.player.play();
    }
  }

  retheme() {
    if (!this.scenes.length) return;
    this.resize();
    this.panels.draw();
  }

  resize() {
    if (this.scenes.length && this.root.clientWidth) this.panels.resize(this.player.shown);
  }
}

/**
 * Return the numbers of epochs before the frames of a message, where it brings them.
 *
 * @param {Header} header
 */
function pastOf({ scenes }) {
  return scenes?.[0].past.map((numbers) => ({ epoch: numbers.epoch, numbers }));
}
