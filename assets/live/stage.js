// The stage: one component that draws everything that moves. Streamlit calls the default export
// when the page has been drawn, and says which run to ask for; the panels draw what they are given.

/** @import { Component } from "../shared/types.d.ts" */
/** @import { Command, Frame, Header, Interest, Mounted, Scene, Wishes } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { formatCost } from "../shared/format.js";
import { listenToKeys, playerKeys } from "../shared/keys.js";
import { _, loadLanguage } from "../shared/language.js";
import { LiveRegion } from "../shared/live_region.js";
import { loadStyles } from "../shared/styles.js";
import { themeChanges } from "../shared/theme.js";
import { Transport } from "../shared/transport.js";
import { Undo } from "../shared/undo.js";
import { Channel, postTo } from "./channel.js";
import { Notice, noticeOf } from "./notice.js";
import { Panels } from "./panels.js";
import { PastRuns } from "./past_runs.js";
import { Player } from "./player.js";
import { readFrames, readMessage } from "./protocol.js";
import { readoutsOf } from "./readouts.js";
import { Tour } from "./tour/tour.js";

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
  await Promise.all([loadStyles(), loadLanguage()]);
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
    this.undone = 0; // counts what the page was asked to undo or redo
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
    this.pastRuns = new PastRuns();
    /** @type {Transport<Frame>} */
    this.transport = new Transport(this.player, () => this.player.reset());
    this.undo = new Undo((action) => this.component.setTriggerValue(action, ++this.undone));
    this.transport.row.children[0].after(this.undo.root);
    this.notice = new Notice();
    this.region = new LiveRegion();
    this.isOffered = false; // whether the tour was thought of
    this.panels = new Panels(this.transport.root, this.notice.root);
    this.root = el(
      "div",
      { class: "gn-stage", "data-testid": "stage", "data-status": "idle" },
      ...this.panels.nodes,
      this.region.root,
      this.undo.line,
    );
    this.isThemeNew = themeChanges(this.root);
    new ResizeObserver(() => this.resize()).observe(this.root);
    listenToKeys(
      this.root,
      () => this.transport.scrubber,
      (target) => this.keysAt(target),
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
    const { address, key, number, panels, revision, undo } = component.data;
    this.component = component;
    this.undo.show(undo);
    this.isLeaving = false;
    if (this.isThemeNew()) this.retheme();
    const isOther = address !== this.address;
    if (!isOther && this.player.header.revision === revision) return;
    this.address = address;
    this.player.refresh(number, isOther ? this.wishes : undefined);
    if (isOther) this.channel.open(this.postWith(panels, postTo(address, key)));
    else this.channel.poke();
  }

  /**
   * Return what asks the server while the panels are being loaded, which show its answer.
   *
   * @param {string[]} names
   * @param {ReturnType<typeof postTo>} post
   * @returns {ReturnType<typeof postTo>}
   */
  postWith(names, post) {
    return async (command, signal) => {
      const loaded = this.panels.load(names, this);
      const [answer] = await Promise.all([post(command, signal), loaded]);
      return answer;
    };
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
    this.region.announce(sentence);
  }

  /**
   * Tell all panels what is looked at.
   *
   * @param {Interest} interest
   */
  tell(interest) {
    this.panels.tell(interest);
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
    if (header.scenes) this.pastRuns.take(header.scenes[0], this.player.points, performance.now());
    if (header.scenes && isFresh) this.setScenes(header.scenes);
    if (header.scenes && !isFresh) this.updateScene(header.scenes[0]);
    const frames = readFrames(buffer, header.n_frames, this.scenes);
    this.panels.receive(header.aside);
    this.player.receive(header, frames, command, this.pastOf(header)); // paints
    this.redraw(header.stale);
  }

  /**
   * Return the numbers of epochs of which no frame is there, where a message brings another scene:
   * those that the server has sent, or those of the same run from when it ran before.
   *
   * @param {Header} header
   */
  pastOf({ scenes, aim }) {
    const sent = scenes?.[0].past.map((numbers) => ({ epoch: numbers.epoch, numbers }));
    return sent?.length ? sent : this.pastRuns.known(aim);
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
    this.transport.setUp(...readoutsOf(scenes[0]));
    this.panels.setScene(scenes[0]);
    if (!this.isOffered) new Tour(this.root).offer();
    this.isOffered = true;
  }

  /**
   * Take a newer description of the same run: its axes and the marks of changes may be new.
   *
   * @param {Scene} scene
   */
  updateScene({ cost, accuracy, boundary, settings, changes }) {
    const [scene] = this.scenes;
    const isMoved = boundary && JSON.stringify(boundary) !== JSON.stringify(scene.boundary);
    Object.assign(scene, { cost, accuracy, boundary, settings, changes });
    this.panels.updateScene(scene, Boolean(isMoved));
  }

  /** @param {Frame} frame */
  paint(frame) {
    this.painted += 1;
    const isAll = !this.player.playing;
    this.transport.paint(frame, isAll);
    this.panels.paint(frame, isAll);
    Object.assign(this.root.dataset, {
      epoch: frame.epoch,
      frames: this.painted,
      cost: frame.numbers.J,
      alpha: frame.numbers.alpha,
    });
  }

  state() {
    const { player, panels, transport } = this;
    transport.state();
    this.root.dataset.status = player.status;
    this.sayWhatIs(player);
    if (!player.shown || player.playing) return;
    // What was left out for speed while the run played is drawn now.
    transport.paint(player.shown);
    panels.paint(player.shown, true);
  }

  /**
   * Say what the run has come to: beside the pictures, and to a screen reader.
   *
   * @param {Player} player
   */
  sayWhatIs(player) {
    const { isLost } = this.channel;
    const { status, epoch, shown } = player;
    const text = noticeOf(player, isLost);
    this.notice.say(text, status !== "diverged");
    if (isLost) this.region.say("lost", text);
    else if (shown) {
      const seen = _("cost J {J}", { J: formatCost(shown.numbers.J) });
      const reason = player.playing ? "" : text;
      this.region.tell({ status, epoch, unit: this.transport.unit, seen, reason });
    }
  }

  /**
   * Return what keys do here; the scrubber's are the player's.
   *
   * @param {EventTarget | null} target
   */
  keysAt(target) {
    const { panels, player, transport } = this;
    const keys = [...(target === transport.scrubber ? [] : panels.keys()), ...this.undo.keys];
    return player.shown ? [...keys, ...playerKeys(player)] : keys;
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
    if (this.scenes.length && this.root.clientWidth) this.panels.resize();
  }
}
