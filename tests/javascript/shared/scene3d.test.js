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
   * @param {string} event
   * @param {() => void} listener
   */
  addEventListener(event, listener) {
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

test("what Plotly notes at the end of a drag is what is drawn in the end", async (context) => {
  const { charts } = linked(context);
  const scope = /** @type {any} */ (globalThis);
  scope.requestAnimationFrame = (/** @type {() => void} */ then) => setTimeout(then);
  context.after(() => delete scope.requestAnimationFrame);
  /** @type {[any, any][]} */
  const noted = [];
  scope.window.Plotly.relayout = async (/** @type {any} */ chart, /** @type {any} */ change) => {
    noted.push([chart, change["scene.camera"]]);
  };
  const [one] = /** @type {any[]} */ (charts);
  const drawn = { eye: { x: 2, y: 0, z: 0 } };
  one._fullLayout.scene = {
    camera: { eye: { x: 1, y: 0, z: 0 } },
    _scene: { getCamera: () => drawn },
  };
  one.listeners.pointerup();
  await settled();
  assert.deepEqual(noted, [[one, drawn]]);
  one._fullLayout.scene.camera = drawn;
  one.listeners.pointerup();
  await settled();
  assert.equal(noted.length, 1); // nothing is to be noted where nothing has changed
});
