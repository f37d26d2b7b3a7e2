// The panels of the live view, and where each stands on the page.

/** @import { Asides, ByHandLook, Frame, Maps, PlaneFrame, PlaneScene, Scene, Wishes } from "./types.d.ts" */
/** @import { DigitsFrame } from "./types.d.ts" */
/** @import { Player } from "./player.js" */

import { el } from "../shared/dom.js";
import { formatCost, formatPoints, formatShare } from "../shared/format.js";
import { needStyle } from "../shared/styles.js";
import { Transport } from "../shared/transport.js";
import { AccuracyView } from "./accuracy/accuracy.js";
import { ByHandPanel } from "./by_hand/panel.js";
import { CostView } from "./cost/cost.js";
import { DigitsView } from "./digits/digits.js";
import { LossSurfaceView } from "./loss_surface/loss_surface.js";
import { mapsOf } from "./maps.js";
import { NetworkView } from "./network/network.js";
import { Notice } from "./notice.js";
import { palette } from "./palette.js";
import { PlaneView } from "./plane/plane.js";
import { PLANE_PANELS } from "./plane_panels.js";

needStyle("stage.css", import.meta.url);

/** @type {Record<string, (value: number) => string>} How a readout is written, by its kind. */
const FORMATS = { cost: formatCost, share: formatShare, points: formatPoints };

export class Panels {
  /**
   * @param {Player} player
   * @param {object} does
   * @param {() => void} does.onReset
   * @param {(wishes: Wishes, again: boolean) => void} does.onWish  something else is to be seen;
   *   `again` if frames show it
   * @param {(set: Record<string, unknown>, look: ByHandLook) => void} does.onSet  settings are to
   *   change
   */
  constructor(player, { onReset, onWish, onSet }) {
    this.player = player;
    /** @type {PlaneScene | null} The scene, where it is one of a plane. */
    this.scene = null;
    /** @type {Maps | null} Maps of its frames. */
    this.maps = null;
    /** @type {number | null} Index of the unit whose map is shown large. */
    this.unit = null;
    this.unitPalette = palette([]);
    this.classPalette = palette([]);
    /** @type {Transport<Frame>} */
    this.transport = new Transport(player, onReset);
    this.byHand = new ByHandPanel({
      onLook: (look) => onWish({ by_hand: look }, false),
      onSet,
      onLight: () => this.light(),
      onStep: () => player.step(),
      canStep: () => !player.atEnd(),
    });
    this.network = new NetworkView(
      (...unit) => this.inspect(...unit),
      (what) => this.byHand.pick(what),
    );
    this.plane = new PlaneView((example) => this.byHand.isOpen && this.byHand.want({ example }));
    this.cost = new CostView();
    this.accuracy = new AccuracyView();
    this.digits = new DigitsView(
      (wish, again) => onWish({ digits: wish }, again),
      // A pixel of a unit's picture is the weight that leads from there into it.
      (unit, pixel) => this.byHand.isOpen && this.byHand.choose({ layer: 1, i: pixel, j: unit }),
    );
    this.lossSurface = new LossSurfaceView();
    /** The panels of the table, each with its place. */
    this.placed = PLANE_PANELS.map(({ place, make }) => ({ place, panel: make() }));
    this.planePanels = this.placed.map(({ panel }) => panel);
    this.notice = new Notice();
    this.networkTitle = el(
      "h3",
      {},
      "Network",
      el("small", {}, "every unit shows what it responds to; every line is a weight"),
    );
    this.nodes = [this.grid(), this.lossSurface.root];
  }

  /** Return all panels but the one below them, each in its place. */
  grid() {
    const { accuracy, byHand, cost, digits, network, notice, plane } = this;
    /** @param {"middle" | "below"} place */
    const at = (place) =>
      this.placed.filter((one) => one.place === place).map(({ panel }) => panel.root);
    return el(
      "div",
      { class: "gn-grid" },
      this.transport.root,
      el(
        "section",
        { class: "gn-middle" },
        this.networkTitle,
        network.root,
        digits.middle,
        notice.root,
        ...at("middle"),
        byHand.opener,
      ),
      el("div", { class: "gn-right" }, plane.root, cost.root, accuracy.root),
      byHand.root,
      el("div", { class: "gn-below" }, ...at("below")),
      digits.below,
    );
  }

  /** @param {Scene} scene */
  setScene(scene) {
    const planeScene = scene.plane ? scene : null;
    this.scene = planeScene;
    this.unit = null;
    // What was lit may not be there any more.
    this.network.light(null);
    this.plane.mark(null);
    this.unitPalette = palette(scene.unit_palette);
    this.setReadouts(scene);
    this.setCurves(scene);
    this.digits.setScene(scene.digits ? scene : null, this.unitPalette);
    for (const node of [this.networkTitle, this.network.root, this.plane.root])
      node.hidden = !planeScene;
    if (planeScene) {
      this.classPalette = palette(planeScene.class_palette);
      this.maps = mapsOf(planeScene);
      this.network.setScene(planeScene, this.unitPalette, this.maps);
      this.plane.setScene(planeScene);
    }
    this.byHand.setScene(scene);
    this.lossSurface.setScene(planeScene);
    for (const panel of this.planePanels) panel.setScene(planeScene, this.maps);
  }

  /**
   * Take what is new about the scene of the same run.
   *
   * @param {Scene} scene
   * @param {boolean} isMoved  whether the plane shows something else
   */
  updateScene(scene, isMoved) {
    this.setCurves(scene);
    if (isMoved && scene.plane) this.plane.setScene(scene);
  }

  /** @param {Scene} scene */
  setReadouts({ readouts, unit }) {
    const label = unit[0].toUpperCase() + unit.slice(1);
    this.transport.setUp(
      unit,
      label,
      readouts.map(([name, hint, key, kind]) => [
        name,
        hint,
        key ? ({ numbers }) => FORMATS[kind](numbers[key]) : null,
      ]),
    );
  }

  /** @param {Scene} scene */
  setCurves(scene) {
    this.cost.setFigure(scene.cost, scene.curves);
    this.accuracy.setFigure(scene.accuracy, scene.digits ? scene.accuracy_curves : []);
  }

  /** A fork or a jump: what had been sent for later epochs is no more. */
  forget() {
    for (const panel of [this.lossSurface, this.byHand, this.digits]) panel.forget();
  }

  /** @param {Asides} aside */
  receive(aside) {
    this.lossSurface.receive(aside.loss_surface);
    this.digits.receive(aside.digits);
  }

  /**
   * @param {Frame} frame
   * @param {boolean} all  also what need not be painted with every frame
   */
  paint(frame, all) {
    this.transport.paint(frame, all);
    if (this.scene) this.paintPlane(/** @type {PlaneFrame} */ (frame), all);
    else this.digits.paint(/** @type {DigitsFrame} */ (frame), all);
    this.cost.update(this.player.points, frame, all);
    this.accuracy.update(this.player.points, frame, all);
    this.byHand.paint(frame, all);
  }

  /**
   * @param {PlaneFrame} frame
   * @param {boolean} all
   */
  paintPlane(frame, all) {
    this.network.paint(frame, all);
    this.paintMap(frame);
    for (const panel of [...this.planePanels, this.lossSurface]) panel.paint(frame, all);
  }

  /** @param {PlaneFrame} frame */
  paintMap(frame) {
    const { maps, scene, unit, plane, network } = this;
    if (!scene || !maps) return;
    if (unit !== null) {
      plane.paint(network.unitMap(frame, unit), scene.unit_map, this.unitPalette);
      return;
    }
    const { map } = maps.of(frame);
    plane.paint(map, scene.map, this.classPalette);
    plane.drawIsolines(map, !this.player.playing);
  }

  /**
   * Show one unit's map large while it is looked at.
   *
   * @param {number | null} unit
   * @param {string} [name]
   * @param {string} [activation]
   */
  inspect(unit, name, activation) {
    this.unit = unit;
    const own = this.scene?.boundary_title ?? "";
    this.plane.title.textContent = unit === null ? own : `${name} · ${activation}`;
    const { shown } = this.player;
    if (shown) this.paintMap(/** @type {PlaneFrame} */ (shown));
  }

  /** Light in the pictures what backprop by hand speaks of. */
  light() {
    const { light, marks } = this.byHand;
    if (this.scene) {
      this.network.light(light);
      this.plane.mark(marks);
    } else this.digits.light(light);
  }

  /** Draw anew what takes its colors from the theme. */
  draw() {
    if (this.scene) this.plane.draw();
    for (const panel of [this.cost, this.accuracy, this.lossSurface]) panel.draw();
    for (const panel of this.planePanels) panel.draw?.();
  }

  /** @param {Frame | null} shown */
  resize(shown) {
    if (this.scene) {
      this.network.layOut();
      if (shown) this.network.paint(/** @type {PlaneFrame} */ (shown));
      this.plane.resize();
    }
    for (const panel of [this.cost, this.accuracy, this.byHand, this.lossSurface]) panel.resize();
    for (const panel of this.planePanels) panel.resize?.();
    if (!this.scene) this.digits.resize();
  }
}
