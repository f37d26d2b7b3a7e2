import assert from "node:assert/strict";
import test from "node:test";
import { PlaybackPlayer } from "../../../assets/playback/player.js";
import { Clock } from "../clock.js";

/** @import { TestContext } from "node:test" */

const STEPS = [0, 1, 2, 5, 10, 20];

/**
 * @param {TestContext} t
 * @param {{ speed?: number, last?: boolean }} [options]
 */
function start(t, { speed = 10, last = false } = {}) {
  const clock = new Clock(t);
  /** @type {number[]} */
  const shown = [];
  /** @type {string[]} */
  const states = [];
  const player = new PlaybackPlayer({
    onFrame: ({ i }) => shown.push(i),
    onState: () => states.push(player.status),
  });
  player.take(STEPS, speed, last);
  return { clock, player, shown, states };
}

test("a path opens at its first picture, or at its last", (t) => {
  const { player, shown } = start(t);
  assert.deepEqual(shown, [0]);
  assert.equal(player.status, "idle");
  assert.equal(player.target, 0);
  player.take(STEPS, 10, true);
  assert.equal(player.status, "finished");
  assert.equal(player.target, 20);
});

test("it plays at its pace to the end, and says so", (t) => {
  const { clock, player, shown, states } = start(t);
  player.play();
  assert.equal(player.status, "playing");
  clock.pass(350);
  assert.deepEqual(shown, [0, 1, 2, 3]);
  clock.pass(1000);
  assert.deepEqual(shown, [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(states, ["idle", "playing", "finished"]);
});

test("a browser that is late leaves pictures out and keeps the pace", (t) => {
  const { clock, player, shown } = start(t);
  player.play();
  clock.pass(120);
  clock.stall(300);
  clock.pass(20);
  assert.deepEqual(shown, [0, 1, 4]);
});

test("played at its end it begins again", (t) => {
  const { clock, player, shown } = start(t, { last: true });
  player.toggle();
  clock.pass(130);
  assert.deepEqual(shown, [5, 0, 1]);
});

test("a pause stops it where it is, and playing goes on from there", (t) => {
  const { clock, player, shown } = start(t);
  player.play();
  clock.pass(250);
  player.toggle();
  assert.equal(player.status, "paused");
  clock.pass(1000);
  assert.deepEqual(shown, [0, 1, 2]);
  player.toggle();
  clock.pass(130);
  assert.deepEqual(shown, [0, 1, 2, 3]);
});

test("steps go one picture on or back, and not beyond the ends", (t) => {
  const { player, shown } = start(t);
  player.back();
  player.step();
  player.step();
  player.back();
  assert.deepEqual(shown.slice(1), [0, 1, 2, 1]);
  for (let i = 0; i < 10; i += 1) player.step();
  assert.equal(player.at, 5);
  assert.equal(player.status, "finished");
});

test("a step while it plays stops it", (t) => {
  const { clock, player } = start(t);
  player.play();
  clock.pass(130);
  player.step();
  const { at } = player;
  clock.pass(1000);
  assert.equal(player.at, at);
});

test("scrubbing shows the first picture that is not before a step", (t) => {
  const { player } = start(t);
  for (const [step, epoch] of [
    [0, 0],
    [3, 5],
    [10, 10],
    [99, 20],
  ]) {
    player.scrub(step);
    assert.equal(player.target, epoch);
  }
});

test("another path takes the place of one that plays", (t) => {
  const { clock, player, shown } = start(t);
  player.play();
  clock.pass(130);
  player.take([0, 7], 1);
  assert.equal(player.status, "idle");
  assert.equal(player.end, 7);
  const { length } = shown;
  clock.pass(3000);
  assert.equal(shown.length, length);
});

test("a path that is held is not played, goes back only, and plays once it is let go", (t) => {
  const { clock, player } = start(t);
  player.step();
  player.step();
  player.hold(true);
  player.play();
  player.step();
  player.go(20);
  clock.pass(1000);
  assert.deepEqual([player.status, player.target], ["paused", 2]);
  player.back();
  assert.equal(player.target, 1);
  player.go(0);
  assert.equal(player.target, 0);
  player.hold(false);
  player.play();
  clock.pass(200);
  assert.ok(player.target > 0);
});

test("a path that is held while it plays rests there", (t) => {
  const { clock, player, states } = start(t);
  player.play();
  clock.pass(250);
  const { target } = player;
  player.hold(true);
  assert.equal(states.at(-1), "paused");
  clock.pass(1000);
  assert.equal(player.target, target);
});
