// The stage: one component that draws everything that moves. Streamlit calls the default export
// with each message; the parts (transport, network, plane, cost) only draw what they are given.

import { el } from "../shared/dom.js";
import { Transport } from "../shared/transport.js";
import { AccuracyView } from "./accuracy/accuracy.js";
import { HandPanel } from "./by_hand/panel.js";
import { CostView } from "./cost/cost.js";
import { DigitsView } from "./digits/view.js";
import { GroundView } from "./loss_surface/loss_surface.js";
import { NetworkView } from "./network/network.js";
import { NumbersView } from "./numbers/numbers.js";
import { PlaneView } from "./plane/plane.js";
import { Player } from "./player.js";
import { palette, readFrames, readMessage } from "./protocol.js";
import { ReliefView } from "./relief/relief.js";
import { TruthView } from "./truth_table/truth_table.js";

const LEFT_MS = 1000;
const ASK_MS = 400; // between two questions for the same
const LEAVING_MS = 2000; // for which nothing is sent when a link was followed

// Streamlit may take the stage off the page for a moment, when a run of the page overtakes the
// stage's own answer. So there is one stage a page, with its frames and its pictures, that is put
// back wherever Streamlit wants it next.
const stages = new Map();

export default async function mount(component) {
  const { parentElement } = component;
  await style();
  const [{ page }] = readMessage(component.data);
  let stage = stages.get(page);
  if (!stage) {
    stage = new Stage();
    stages.set(page, stage);
  }
  stage.component = component;
  stage.path = window.location.pathname;
  if (stage.root.parentElement !== parentElement) parentElement.append(stage.root);
  stage.receive(component.data);
  return () => setTimeout(() => stage.root.isConnected || stage.player.leave(), LEFT_MS);
}

let styled = null;

/** Load the stage's style sheets, once. */
function style() {
  styled ??= new Promise((resolve) => {
    const loaded = ["stage.css", "by_hand/by_hand.css"].map(
      (name) =>
        new Promise((one) => {
          const href = new URL(name, import.meta.url).href;
          document.head.append(el("link", { rel: "stylesheet", href, onload: one, onerror: one }));
        }),
    );
    Promise.all(loaded).then(resolve);
  });
  return styled;
}

class Stage {
  constructor() {
    this.painted = 0;
    this.silentUntil = 0;
    this.seen = null;
    this.player = new Player({
      send: (command) => this.send(command),
      onFrame: (frame) => this.paint(frame),
      onState: () => this.state(),
    });
    this.transport = new Transport(this.player, () => this.reset());
    this.hand = new HandPanel({
      onLook: (look) => this.wish("hand", look, false),
      onSet: (set, look) => {
        this.wishes.hand = look;
        this.player.set(set, this.wishes);
      },
      onLight: () => this.light(),
      onStep: () => this.player.step(),
      canStep: () => !this.player.atEnd(),
    });
    this.network = new NetworkView(
      (...unit) => this.inspect(...unit),
      (what) => this.hand.pick(what),
    );
    this.plane = new PlaneView((example) => this.hand.isOpen && this.hand.want({ example }));
    this.wishes = {}; // what the visitor wants to look at, by the part of the page
    this.cost = new CostView();
    this.accuracy = new AccuracyView();
    this.digits = new DigitsView(
      (wish, again) => this.wish("digits", wish, again),
      (what) => this.pickPixel(what),
    );
    this.truth = new TruthView();
    this.ground = new GroundView();
    this.numbers = new NumbersView();
    this.relief = new ReliefView();
    this.networkTitle = el(
      "h3",
      {},
      "Network",
      el("small", {}, "every unit shows what it responds to; every line is a weight"),
    );
    this.notice = el("p", { class: "gn-notice", role: "status", hidden: true });
    this.root = el(
      "div",
      { class: "gn-stage", "data-testid": "stage", "data-status": "idle" },
      el(
        "div",
        { class: "gn-grid" },
        this.transport.root,
        el(
          "section",
          { class: "gn-middle" },
          this.networkTitle,
          this.network.root,
          this.digits.middle,
          this.notice,
          this.truth.root,
          this.hand.opener,
        ),
        el("div", { class: "gn-right" }, this.plane.root, this.cost.root, this.accuracy.root),
        this.hand.root,
        el("div", { class: "gn-below" }, this.numbers.root, this.relief.root),
        this.digits.below,
      ),
      this.ground.root,
    );
    new ResizeObserver(() => this.resize()).observe(this.root);
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("visibilitychange", () => this.hide());
    document.addEventListener(
      "click",
      (event) => this.leave(event.target.closest?.("a[href]")),
      true,
    );
    window.addEventListener("popstate", () => this.leave(window.location));
  }

  send(command) {
    if (performance.now() < this.silentUntil) return;
    this.component.setTriggerValue("command", { ...command, scene: this.sceneId ?? null });
  }

  /**
   * Fall silent for a while if `to` is the address of another page: Streamlit forgets that it was
   * asked for that page when a command of this one comes right after.
   */
  leave(to) {
    if (!to || !this.root.isConnected || to.pathname === this.path) return;
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

  receive(data) {
    const [header, buffer] = readMessage(data);
    this.retheme();
    const name = `${header.scene_id} ${header.seq}`;
    if (name === this.seen) return; // Streamlit shows the same message again
    this.seen = name;
    const fresh = header.scene_id !== this.sceneId;
    if (fresh && !header.scene) {
      this.sceneId = null;
      return this.player.command("scene", 0);
    }
    if (fresh) this.setScene(header.scene_id, header.scene);
    else if (header.scene) {
      // The cost's axis and the marks of changes may be new.
      const { cost, accuracy, view, boundary } = header.scene;
      const moved = boundary && JSON.stringify(boundary) !== JSON.stringify(this.scene.boundary);
      Object.assign(this.scene, { cost, accuracy, view, boundary });
      this.cost.setScene(this.scene);
      this.accuracy.setScene(this.scene);
      if (moved) this.plane.setScene(this.scene);
    }
    if (header.branch !== this.branch) for (const part of [this.ground, this.hand]) part.forget();
    this.branch = header.branch;
    this.ground.receive(header.aside.ground);
    this.digits.receive(header.aside.digits);
    this.view = header.view;
    this.checkView();
    this.player.receive(
      header,
      readFrames(buffer, header.n_frames, this.scene),
      fresh,
      header.scene?.past,
    );
    this.hand.receive(header.aside.hand);
    if (!this.player.playing && this.player.shown) this.hand.paint(this.player.shown, true);
  }

  /** Tell the server what the visitor wants to look at in a part of the page, and in all others. */
  wish(part, wish, again) {
    this.wishes[part] = wish;
    this.player.wish(this.wishes, again);
  }

  /** Digits: a pixel of a unit's picture is the weight that leads from there into it. */
  pickPixel({ pixel, unit }) {
    if (this.hand.isOpen) this.hand.choose({ layer: 1, i: pixel, j: unit });
  }

  /** Light in the pictures what backprop by hand speaks of. */
  light() {
    if (!this.scene) return;
    if (this.scene.plane) {
      this.network.light(this.hand.light);
      this.plane.mark(this.hand.marks);
    }
    this.digits.light(this.hand.light);
  }

  /** Ask for the description that goes with the frames, until it is there: messages get lost. */
  checkView() {
    clearTimeout(this.asking);
    if (!this.scene || this.view === this.scene.view || !this.root.isConnected) return;
    this.asking = setTimeout(() => this.checkView(), ASK_MS);
    // A question right after a command would take its place; the command's answer may bring it all.
    if (this.player.isWaiting) return;
    const now = performance.now();
    if (now - (this.askedAt ?? -ASK_MS) < ASK_MS) return;
    this.askedAt = now;
    this.player.command("scene", this.player.target);
  }

  setScene(id, scene) {
    this.sceneId = id;
    this.scene = scene;
    this.unit = null;
    // What was lit may not be there any more.
    this.network.light(null);
    this.plane.mark(null);
    this.unitPalette = palette(scene.unit_palette);
    this.transport.setReadouts(scene.readouts, scene.unit);
    this.cost.setScene(scene);
    this.accuracy.setScene(scene);
    this.digits.setScene(scene, this.unitPalette);
    for (const node of [this.networkTitle, this.network.root, this.plane.root])
      node.hidden = !scene.plane;
    if (scene.plane) {
      this.classPalette = palette(scene.class_palette);
      this.network.setScene(scene, this.unitPalette);
      this.plane.setScene(scene);
    }
    this.hand.setScene(scene);
    this.truth.setScene(scene);
    this.numbers.setScene(scene);
    this.relief.setScene(scene);
    this.ground.setScene(scene);
  }

  paint(frame) {
    this.painted += 1;
    const all = !this.player.playing;
    this.transport.paint(frame, all);
    if (this.scene.plane) {
      this.network.paint(frame, all);
      this.paintPlane(frame);
    }
    this.cost.update(this.player.points, frame, all);
    this.accuracy.update(this.player.points, frame, all);
    this.digits.paint(frame, all);
    this.truth.paint(frame);
    this.hand.paint(frame, all);
    this.numbers.paint(frame, all);
    this.relief.paint(frame, all);
    this.ground.paint(frame, all);
    Object.assign(this.root.dataset, {
      epoch: frame.epoch,
      frames: this.painted,
      cost: frame.J,
      alpha: frame.alpha,
    });
  }

  paintPlane(frame) {
    const { scene, unit } = this;
    if (unit === null) {
      this.plane.paint(frame.map, scene.map, this.classPalette);
      this.plane.trace(frame.map, !this.player.playing);
    } else this.plane.paint(this.network.unitMap(frame, unit), scene.unit_map, this.unitPalette);
  }

  /** Show one unit's map large while it is looked at. */
  inspect(unit, name, activation) {
    this.unit = unit;
    this.plane.title.textContent =
      unit === null ? this.scene.boundary_title : `${name} · ${activation}`;
    if (this.player.shown) this.paintPlane(this.player.shown);
  }

  state() {
    const { player } = this;
    this.transport.state();
    this.root.dataset.status = player.status;
    // Empty where the run came to the last epoch that was asked for.
    const early = player.shown && player.atEnd() && player.end < player.header.epochs;
    const shared =
      player.playing && player.header.shared
        ? `Many are playing here: everybody’s runs are shown at ${player.header.pace} pictures a second.`
        : "";
    const said = early || player.status === "diverged" ? player.header.message : shared;
    this.notice.textContent = said;
    this.notice.hidden = !said;
    this.notice.classList.toggle("gn-calm", player.status !== "diverged");
    if (!player.shown || player.playing) return;
    // What was left out for speed while the run played is drawn now.
    this.transport.paint(player.shown);
    if (this.scene.plane) this.network.paint(player.shown);
    this.cost.update(player.points, player.shown, true);
    this.accuracy.update(player.points, player.shown, true);
    this.digits.paint(player.shown, true);
    this.ground.paint(player.shown, true);
    this.numbers.paint(player.shown, true);
    this.relief.paint(player.shown, true);
    if (this.scene.plane && this.unit === null) this.plane.trace(player.shown.map, true);
  }

  /** Space plays and pauses, the arrows step, unless the key is meant for something else. */
  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (!this.root.isConnected) return;
    const own = event.target === this.transport.scrubber;
    const taken =
      "button, a, summary, input, textarea, select, [contenteditable], [role=slider], [role=option], " +
      "[role=combobox], [role=menu], [role=radio]";
    if (
      !own &&
      event.target.closest?.(taken) &&
      !(
        event.target.closest("button") &&
        event.key.startsWith("Arrow") &&
        this.root.contains(event.target)
      )
    )
      return;
    const action = {
      " ": () => this.player.toggle(),
      ArrowRight: () => this.player.step(),
      ArrowLeft: () => this.player.back(),
    }[event.key];
    const stage = !own && this.hand.takesArrows && { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (stage) {
      event.preventDefault();
      return this.hand.steps.move(stage);
    }
    if (!action || !this.player.shown || (event.repeat && event.key === " ")) return;
    event.preventDefault();
    action();
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
    const dark = getComputedStyle(this.root).getPropertyValue("--st-background-color");
    if (this.theme === dark) return;
    const first = this.theme === undefined;
    this.theme = dark;
    if (first || !this.scene) return;
    this.resize();
    if (this.scene.plane) this.plane.draw();
    this.cost.draw();
    this.accuracy.draw();
    this.ground.draw();
    this.relief.draw();
  }

  resize() {
    if (!this.scene || !this.root.clientWidth) return;
    if (this.scene.plane) {
      this.network.layOut();
      this.network.paint(this.player.shown);
      this.plane.resize();
    }
    this.cost.resize();
    this.accuracy.resize();
    this.hand.resize();
    this.digits.resize();
    this.ground.resize();
    this.relief.resize();
  }
}
