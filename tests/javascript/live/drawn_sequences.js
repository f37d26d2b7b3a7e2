// Sequences of what a visitor, a page and a bad network do, drawn with fixed seeds: as many as the
// thread is started with. It ends with the number of those that were played.

import assert from "node:assert/strict";
import { parentPort, workerData } from "node:worker_threads";
import { Server, Stage } from "./server.js";

const MOST_ACTIONS = 14;

/**
 * Return numbers from 0 to 1 that are the same for the same seed (mulberry32).
 *
 * @param {number} seed
 */
function drawing(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @type {((stage: Stage, draw: () => number) => void)[]} What may happen. */
const ACTIONS = [
  ({ player }) => player.play(),
  ({ player }) => player.pause(),
  ({ player }) => player.toggle(),
  ({ player }) => player.step(),
  ({ player }) => player.back(),
  ({ player }) => player.reset(),
  ({ player }, draw) => player.scrub(Math.floor(300 * draw())),
  ({ player }, draw) => player.go(Math.floor(300 * draw())),
  ({ player }, draw) => player.wish({}, draw() < 0.5),
  ({ player }) => player.set({ mistake: "sign" }, {}),
  (stage) => {
    stage.server.fork();
    stage.mount();
  },
  (stage) => {
    stage.server.start();
    stage.mount();
  },
  (stage) => {
    stage.server.jump();
    stage.mount();
  },
  (stage) => {
    stage.server.plays += 1;
    stage.mount();
  },
  (stage, draw) => {
    stage.server.epochs = 20 + Math.floor(300 * draw());
    stage.mount();
  },
  (stage) => stage.mount(),
  ({ server }, draw) => {
    server.dear = Math.floor(4 * draw());
  },
  ({ server }, draw) => {
    server.wait = Math.floor(400 * draw());
  },
];

/**
 * Check what holds at any time.
 *
 * @param {Stage} stage
 * @param {string} where
 */
function check(stage, where) {
  assert.ok(stage.waiting <= 1, `${where}: ${stage.waiting} questions at once`);
  assert.ok(stage.clock.callbacks.length <= 1, `${where}: plays twice at once`);
  const { player } = stage;
  const { unfinished, wait } = player.header; // what there is not yet, or not for now
  if (player.shown && !unfinished && !wait) assert.ok(player.frames.list.length > 0, where);
}

/**
 * Check what holds once the network is sound and all is answered.
 *
 * @param {Stage} stage
 * @param {string} where
 */
function checkRest({ player, server, channel }, where) {
  const shown = /** @type {import("./server.js").MadeFrame} */ (player.shown);
  assert.equal(channel.isBusy, false, `${where}: still asks`);
  assert.equal(shown.epoch, player.target, `${where}: shows another epoch than was asked for`);
  assert.equal(server.shown, player.target, `${where}: the server is elsewhere`);
  assert.equal(server.playing, false, where);
  assert.equal(player.header.scene, server.scene, where);
  assert.equal(shown.scene, server.scene, `${where}: a frame of another run`);
  for (const frame of player.frames.list)
    checkBranch(/** @type {import("./server.js").MadeFrame} */ (frame), server, where);
  assert.ok(player.target <= player.end, where);
}

/**
 * Check that no fork came before a frame that was made before it.
 *
 * @param {import("./server.js").MadeFrame} frame
 * @param {Server} server
 * @param {string} where
 */
function checkBranch({ epoch, branch }, server, where) {
  const later = server.cuts.slice(branch);
  assert.ok(
    later.every((cut) => cut > epoch),
    `${where}: a frame of an old branch`,
  );
}

/**
 * Play one sequence.
 *
 * @param {number} seed
 * @param {import("../clock.js").Place} place
 */
async function play(seed, place) {
  const draw = drawing(seed);
  const stage = await new Stage(place, new Server({ epochs: 300 })).open();
  stage.fate = () => {
    const luck = draw();
    return {
      wait: luck < 0.1 ? Math.floor(2000 * draw()) : Math.floor(30 * draw()),
      isLost: draw() < 0.1,
      isAnswerLost: draw() < 0.1,
      ...(draw() < 0.1 ? { again: Math.floor(500 * draw()) } : {}),
    };
  };
  const length = 2 + Math.floor((MOST_ACTIONS - 2) * draw());
  for (let i = 0; i < length; i += 1) {
    const action = Math.floor(ACTIONS.length * draw());
    ACTIONS[action](stage, draw);
    await stage.pass(Math.floor(120 * draw()), 30);
    check(stage, `seed ${seed}, action ${i} (${action})`);
  }
  stage.fate = () => ({ wait: 2 });
  stage.server.wait = 0;
  // What was lost before is asked again after a while, longer each time.
  for (let left = 20; left > 0 && (stage.channel.isBusy || stage.waiting); left -= 1)
    await stage.pass(1000, 250);
  await stage.pass(400, 50); // a wait that was told before
  const { player } = stage;
  if (player.playing) {
    const before = player.epoch;
    await stage.pass(300, 30);
    const where = `seed ${seed}: stuck at ${before} while it plays`;
    assert.ok(player.epoch > before || !player.playing, where);
    player.pause();
  }
  player.go(player.target); // as when the scrubber is let go
  await stage.pass(400, 50);
  check(stage, `seed ${seed}, at the end`);
  checkRest(stage, `seed ${seed}`);
}

let played = 0;
while (played < workerData) {
  /** @type {(() => void)[]} */
  const undo = [];
  await play(played + 1, { after: (action) => undo.push(action) });
  for (const action of undo) action();
  played += 1;
}
parentPort?.postMessage(played);
