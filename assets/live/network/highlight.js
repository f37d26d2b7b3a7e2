// What backprop by hand lights in the diagram: the weight that is looked at, those that are wrong,
// and what a stage of an update computes. On a canvas of its own, above the network's.

import { cssValue, fit } from "../../shared/dom.js";
import { digits } from "../by_hand/formula.js";

const WRONG = "#e0004d";
const [VEIL, MARGIN] = [0.8, 5];
const LABEL = 18; // pixels that a number is high

/** Draw `light` over the network that `view` has laid out. */
export function paintLight(view, canvas, light) {
  canvas.hidden = !light; // a canvas costs the page time with every picture, be it empty
  if (!light) return;
  const { context: c, width, height } = fit(canvas);
  c.clearRect(0, 0, width, height);
  const accent = cssValue(view.root, "--gn-accent");
  const ink = cssValue(view.root, "--gn-ink");
  const panel = cssValue(view.root, "--st-background-color");
  if (light.stage) paintStage(c, view, light, { width, height, panel, ink });
  c.setLineDash([6, 4]);
  for (const at of light.wrong) {
    const line = view.lines[at];
    if (line) stroke(c, line, WRONG, 2.5);
  }
  c.setLineDash([]);
  const chosen = view.lines[light.index];
  if (chosen && !light.stage) {
    stroke(c, chosen, panel, 8);
    stroke(c, chosen, light.wrong.includes(light.index) ? WRONG : accent, 4);
  }
  if (!light.unit || light.stage) return;
  const unit = view.columns[light.unit[0]]?.[light.unit[1]];
  if (unit) frame(c, unit, view.tile, accent);
}

/** Veil what is not computed in this stage; say the numbers of what is. */
function paintStage(c, view, { stage, n }, { width, height, panel, ink }) {
  c.globalAlpha = VEIL;
  c.fillStyle = panel;
  c.fillRect(0, 0, width, height);
  c.globalAlpha = 1;
  const { colors } = view.scene;
  if (stage.lines !== undefined) {
    const top = Math.max(1e-300, ...(stage.weights ?? []).map((value) => Math.abs(value ?? 0)));
    for (const line of view.lines) {
      if ((stage.lines && line.layer !== stage.lines) || (stage.biases === false && line.isBias))
        continue;
      const value = stage.weights?.length
        ? (stage.weights[line.at] ?? 0)
        : (view.frame?.theta[line.at] ?? 0);
      const share = stage.weights?.length ? Math.abs(value) / top : 1 - Math.exp(-Math.abs(value));
      c.globalAlpha = 0.35 + 0.65 * share;
      stroke(c, line, colors[value > 0 ? 1 : 0], 1 + 6 * share);
    }
    c.globalAlpha = 1;
  }
  const column = view.columns[stage.layer];
  if (!column) return;
  const { w, h } = view.tile;
  const row = stage.rows[stage.rows.length > 2 ? 0 : stage.rows.length - 1]; // of the cost ŷ, else the last
  for (const unit of column) {
    c.clearRect(unit.x - w / 2 - MARGIN, unit.y - h / 2 - MARGIN, w + 2 * MARGIN, h + 2 * MARGIN);
    frame(c, unit, view.tile, ink);
  }
  if (!row) return;
  // Below its unit, over it where there is no room below, and not at all where there is none.
  const pitch = column.length > 1 ? column[1].y - column[0].y : Infinity;
  if (pitch < LABEL + 2) return;
  const down = pitch - h >= LABEL + 6 ? h / 2 + 3 : -LABEL / 2;
  for (const [i, unit] of column.entries()) {
    const text = row.values[i] === undefined ? "" : `${row.name} ${digits(row.values[i], n)}`;
    label(c, unit, down, text, { width, panel, ink });
  }
}

/** Write what a unit says, within the picture. */
function label(c, unit, down, text, { width, panel, ink }) {
  if (!text) return;
  c.font = "600 13px 'Source Sans', sans-serif";
  const wide = c.measureText(text).width + 10;
  const x = Math.min(Math.max(unit.x, wide / 2 + 1), width - wide / 2 - 1);
  const y = unit.y + down;
  c.fillStyle = ink;
  c.beginPath();
  c.roundRect(x - wide / 2, y, wide, LABEL, 5);
  c.fill();
  Object.assign(c, { fillStyle: panel, textAlign: "center", textBaseline: "middle" });
  c.fillText(text, x, y + LABEL / 2 + 0.5);
}

function frame(c, { x, y }, { w, h }, color) {
  Object.assign(c, { strokeStyle: color, lineWidth: 3 });
  c.beginPath();
  c.roundRect(x - w / 2 - 3, y - h / 2 - 3, w + 6, h + 6, 6);
  c.stroke();
}

function stroke(c, line, color, width) {
  Object.assign(c, { strokeStyle: color, lineWidth: width });
  c.beginPath();
  c.moveTo(line.x0, line.y0);
  c.bezierCurveTo(line.x0 + line.bend, line.y0, line.x1 - line.bend, line.y1, line.x1, line.y1);
  c.stroke();
}
