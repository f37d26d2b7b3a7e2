import assert from "node:assert/strict";
import test from "node:test";
import { noticeOf } from "../../../assets/live/notice.js";
import { Player } from "../../../assets/live/player.js";

/** @param {{ epoch?: number, playing?: boolean, header?: object, lane?: object, isLost?: boolean }} state */
function said({ epoch = 0, playing = false, header = {}, lane = {}, isLost = false }) {
  const player = new Player({ poke: () => {}, onFrame: () => {}, onState: () => {} });
  player.shown = { epoch, numbers: {}, others: [] };
  player.started = true;
  player.playing = playing;
  const lanes = [
    { rate: 0, status: "ready", message: "It has converged.", last_epoch: null, ...lane },
  ];
  player.header = { ...player.header, epochs: 100, lanes, ...header };
  return noticeOf(player, isLost);
}

test("a run that ends as it was meant to says nothing", () => {
  assert.equal(said({ epoch: 100 }), "");
  assert.equal(said({ epoch: 40 }), "");
});

test("a run that ends early says why", () => {
  assert.equal(said({ epoch: 40, lane: { last_epoch: 40 } }), "It has converged.");
});

test("many who play are told, while they play, how many frames each has", () => {
  const header = { shared: true, pace: 12 };
  assert.match(said({ epoch: 3, playing: true, header }), /12 frames per second/);
  assert.equal(said({ epoch: 3, header }), "");
});

test("a server that does not answer is told of", () => {
  assert.match(said({ playing: true, isLost: true }), /does not answer/);
});
