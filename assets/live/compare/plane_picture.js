// The picture of a lane on a plane: the map of its output with the training examples over it, small,
// and drawn by the processor: many of them cost the page less than as many canvases of the card's.

/** @import { PlaneFrame, PlaneScene } from "../types.d.ts" */

import { contextOf, cssValue, el } from "../../shared/dom.js";
import { OutputMap } from "../maps.js";
import { Pixels } from "../pixels.js";
import { placeIn } from "../plane/marks.js";
import { PlaneColors } from "../plane/plane_colors.js";
import { bytesOf, floats } from "../protocol.js";

const BY_PROCESSOR = { willReadFrequently: true };
/** @type {[columns: number, rows: number]} */
const SIZE = [64, 48];
const RADIUS = 1.9; // pixels of a point
const MOST = 600; // points that are drawn

/** @typedef {{ width: number, height: number, ratio: number }} Drawn  a canvas, in CSS pixels */

export class PlanePicture {
  /**
   * @param {PlaneScene} scene
   * @param {Element} node  on the page
   */
  constructor(scene, node) {
    this.scene = scene;
    const computed = scene.computed_maps;
    this.output = computed ? new OutputMap(scene, computed, SIZE) : null;
    const [columns, rows] = this.output ? SIZE : scene.map;
    this.pixels = new Pixels(columns, rows, BY_PROCESSOR);
    this.points = contextOf(el("canvas"), BY_PROCESSOR);
    this.drawn = "";
    this.colors = new PlaneColors();
    this.colors.make(scene, node, false);
    this.ink = cssValue(node, "--gn-ink");
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {Drawn} drawn
   * @param {PlaneFrame} frame
   */
  paint(c, drawn, frame) {
    const map = this.output ? this.output.compute(frame.theta) : (frame.map ?? new Uint8Array());
    this.pixels.paint(map, this.colors.output);
    const { width, height } = drawn;
    c.imageSmoothingEnabled = true;
    c.drawImage(this.pixels.canvas, 0, 0, width, height);
    this.drawPoints(drawn);
    c.drawImage(this.points.canvas, 0, 0, width, height);
  }

  /**
   * Draw the training examples where that has not been done at this size.
   *
   * @param {Drawn} drawn
   */
  drawPoints({ width, height, ratio }) {
    const about = `${width} ${height} ${ratio}`;
    if (about === this.drawn) return;
    this.drawn = about;
    const { points: c, scene } = this;
    c.canvas.width = Math.round(width * ratio);
    c.canvas.height = Math.round(height * ratio);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    const examples = floats(scene.examples);
    const labels = bytesOf(scene.labels);
    const every = Math.ceil(examples.length / 2 / MOST);
    c.strokeStyle = "white";
    c.lineWidth = 0.5;
    for (let i = 0; 2 * i < examples.length; i += every) {
      const [x, y] = placeIn(scene.plane, width, height, examples[2 * i], examples[2 * i + 1]);
      const hasClass = scene.n_classes > 0;
      c.fillStyle = hasClass ? scene.colors[labels[i]] : this.ink;
      c.beginPath();
      SHAPES[hasClass ? labels[i] : 0](c, x, y);
      c.fill();
      c.stroke();
    }
  }
}

/** @type {((c: CanvasRenderingContext2D, x: number, y: number) => void)[]} By class, as elsewhere. */
const SHAPES = [
  (c, x, y) => c.arc(x, y, RADIUS, 0, 2 * Math.PI),
  (c, x, y) => c.rect(x - RADIUS * 0.9, y - RADIUS * 0.9, RADIUS * 1.8, RADIUS * 1.8),
  (c, x, y) => {
    const r = RADIUS * 1.25;
    c.moveTo(x, y - r);
    c.lineTo(x + r, y);
    c.lineTo(x, y + r);
    c.lineTo(x - r, y);
    c.closePath();
  },
];
