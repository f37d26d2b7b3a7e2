// The stage: one component that draws everything that moves. Streamlit calls the default export
// with each message; the panels only draw what they are given.

/** @import { Component } from "../shared/types.d.ts" */
/** @import { Command, Frame, Header, Scene, Wishes } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { listenToKeys, playerAction } from "../shared/keys.js";
import { loadStyles } from "../shared/styles.js";
import { themeChanges } from "../shared/theme.js";
import { Panels } from "./panels.js";
import { Player } from "./player.js";
import { readFrames, readMessage } from "./protocol.js";

const LEFT_MS = 1000;
const ASK_MS = 400; // between two questions for the same
const LEAVING_MS = 2000; // for which nothing is sent when a link was followed

/**
 * Streamlit may take the stage off the page for a moment, when a run of the page overtakes the
 * stage's own answer. So there is one stage a page, with its frames and its pictures, that is put
 * back wherever Streamlit wants it next.
 *
 * @type {Map<string, Stage>}
 */
const stages = new Map();

/** @param {Component<Uint8Array>} component */
export default async function mount(component) {
  const { data, parentElement } = component;
  await loadStyles();
  const [{ page }] = readMessage(data);
  const stage = stages.get(page) ?? new Stage(component);
  stages.set(page, stage);
  stage.component = component;
  stage.path = window.location.pathname;
  if (stage.root.parentElement !== parentElement) parentElement.append(stage.root);
  stage.receive(data);
  return () => setTimeout(() => stage.root.isConnected || stage.player.leave(), LEFT_MS);
}

class Stage {
  /** @param {Component<Uint8Array>} component */
  constructor(component) {
    this.component = component;
    this.path = "";
    this.painted = 0;
    this.silentUntil = 0;
    this.seen = ""; // the message that was received last
    /** @type {string | null} */
    this.sceneId = null;
    /** @type {Scene | null} */
    this.scene = null;
    this.branch = 0;
    this.view = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.asking = undefined;
    this.askedAt = Number.NEGATIVE_INFINITY;
    this.resume = false; // play when the page is seen again
    /** @type {Wishes} */
    this.wishes = {};
    this.player = new Player({
      send: (command) => this.send(command),
      onFrame: (frame) => this.paint(frame),
      onState: () => this.state(),
    });
    this.panels = new Panels(this.player, {
      onReset: () => this.reset(),
      onWish: (wishes, again) => this.wish(wishes, again),
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
    document.addEventListener("click", ({ target }) => this.followed(target), true);
    window.addEventListener("popstate", () => this.leave(window.location.pathname));
  }

  /** @param {Command} command */
  send(command) {
    if (performance.now() < this.silentUntil) return;
    this.component.setTriggerValue("command", { ...command, scene: this.sceneId });
  }

  /**
   * Something was clicked, which may be a link to another page.
   *
   * @param {EventTarget | null} target
   */
  followed(target) {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (link instanceof HTMLAnchorElement) this.leave(link.pathname);
  }

  /**
   * Fall silent for a while if another page is gone to: Streamlit forgets that it was asked for
   * that page when a command of this one comes right after.
   *
   * @param {string} path  of its address
   */
  leave(path) {
    if (!this.root.isConnected || path === this.path) return;
    this.silentUntil = performance.now() + LEAVING_MS;
    setTimeout(() => {
      // Still here after all: say where the run stands, in place of what was not said.
      if (this.root.isConnected && !this.player.playing)
        this.player.command("show", this.player.target);
    }, LEAVING_MS + 1);
  }

  /** Stop first: a question on its way after the reset would take its place. */
  reset() {
    this.player.stop();
    this.state();
    this.player.command("reset", 0);
  }

  /** @param {Uint8Array} data */
  receive(data) {
    const [header, buffer] = readMessage(data);
    if (this.isThemeNew()) this.retheme();
    const name = `${header.scene_id} ${header.seq}`;
    if (name === this.seen) return; // Streamlit shows the same message again
    this.seen = name;
    const isFresh = header.scene_id !== this.sceneId;
    if (header.scene && isFresh) this.setScene(header.scene_id, header.scene);
    if (header.scene && !isFresh) this.updateScene(header.scene);
    if (!this.scene || header.scene_id !== this.sceneId) {
      // Its description was lost on the way.
      this.sceneId = null;
      this.player.command("scene", 0);
      return;
    }
    if (header.branch !== this.branch) this.panels.forget();
    this.branch = header.branch;
    this.panels.receive(header.aside);
    this.view = header.view;
    this.checkView();
    const frames = readFrames(buffer, header.n_frames, this.scene);
    this.player.receive(header, frames, isFresh, pastOf(header));
    this.panels.byHand.receive(header.aside.by_hand);
    const { playing, shown } = this.player;
    if (!playing && shown) this.panels.byHand.paint(shown, true);
  }

  /**
   * Tell the server what the visitor wants to look at in a part of the page, and in all others.
   *
   * @param {Wishes} wishes  of the part
   * @param {boolean} again  whether frames show it
   */
  wish(wishes, again) {
    Object.assign(this.wishes, wishes);
    this.player.wish(this.wishes, again);
  }

  /** Ask for the description that goes with the frames, until it is there: messages get lost. */
  checkView() {
    clearTimeout(this.asking);
    if (!this.scene || this.view === this.scene.view || !this.root.isConnected) return;
    this.asking = setTimeout(() => this.checkView(), ASK_MS);
    // A question right after a command would take its place; the command's answer may bring it all.
    if (this.player.isWaiting) return;
    const now = performance.now();
    if (now - this.askedAt < ASK_MS) return;
    this.askedAt = now;
    this.player.command("scene", this.player.target);
  }

  /**
   * @param {string} id
   * @param {Scene} scene
   */
  setScene(id, scene) {
    this.sceneId = id;
    this.scene = scene;
    this.panels.setScene(scene);
  }

  /**
   * Take a newer description of the same run: its axes and the marks of changes may be new.
   *
   * @param {Scene} scene
   */
  updateScene({ cost, accuracy, view, boundary }) {
    if (!this.scene) return;
    const isMoved = boundary && JSON.stringify(boundary) !== JSON.stringify(this.scene.boundary);
    Object.assign(this.scene, { cost, accuracy, view, boundary });
    this.panels.updateScene(this.scene, Boolean(isMoved));
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
    panels.notice.say(player);
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
    if (!this.scene) return;
    this.resize();
    this.panels.draw();
  }

  resize() {
    if (this.scene && this.root.clientWidth) this.panels.resize(this.player.shown);
  }
}

/**
 * Return the numbers of epochs before the frames of a message, where it brings them.
 *
 * @param {Header} header
 */
function pastOf({ scene }) {
  return scene?.past.map((numbers) => ({ epoch: numbers.epoch, numbers }));
}
