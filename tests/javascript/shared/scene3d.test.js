import assert from "node:assert/strict";
import test from "node:test";
import { turnTogether } from "../../../assets/shared/scene3d.js";

/** A chart with a camera, which tells its listeners when it is turned, as Plotly's do. */
class Chart {
  constructor() {
    this._fullLayout = {};
    this.camera = 0;
    /** @type {Record<string, (change: Record<string, unknown>) => void>} */
    this.listeners = {};
  }

  /**
   * @param {string} event
   * @param {(change: Record<string, unknown>) => void} listener
   */
  on(event, listener) {
    this.listeners[event] = listener;
  }

  /**
   * @param {number} camera
   * @param {string} event
   */
  turn(camera, event = "plotly_relayouting") {
    this.camera = camera;
    this.listeners[event]({ "scene.camera": camera });
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve));

/**
 * Let two charts turn together, and Plotly take its time with each turn.
 *
 * @param {import("node:test").TestContext} context
 */
function linked(context) {
  let turns = 0;
  /**
   * @param {Chart} chart
   * @param {{ "scene.camera": number }} change
   */
  const relayout = async (chart, { "scene.camera": camera }) => {
    turns += 1;
    await pause();
    chart.turn(camera, "plotly_relayout");
    await pause();
  };
  const scope = /** @type {any} */ (globalThis);
  scope.window = { Plotly: { relayout } };
  context.after(() => delete scope.window);
  const charts = [new Chart(), new Chart()];
  const link = turnTogether(() => /** @type {any} */ (charts));
  for (const chart of charts) link(/** @type {any} */ (chart));
  return { charts, turns: () => turns };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

test("the other camera ends where the first one does, however fast it is turned", async (context) => {
  const { charts, turns } = linked(context);
  for (let camera = 1; camera <= 6; camera++) charts[0].turn(camera);
  charts[0].turn(7, "plotly_relayout");
  await settled();
  assert.equal(charts[1].camera, 7);
  assert.equal(charts[0].camera, 7); // its own echo does not turn it back
  assert.equal(turns(), 2); // the first and the last: none waits in a queue
});

test("then the other one may lead", async (context) => {
  const { charts } = linked(context);
  charts[0].turn(1);
  await settled();
  charts[1].turn(2);
  await settled();
  assert.equal(charts[0].camera, 2);
});
