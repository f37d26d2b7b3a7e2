import assert from "node:assert/strict";
import test from "node:test";
import { noticeOf } from "../../../assets/live/notice.js";
import { Player } from "../../../assets/live/player.js";

/** @param {{ epoch?: number, playing?: boolean, header?: object }} state */
function said({ epoch = 0, playing = false, header = {} }) {
  const player = new Player({ send: () => {}, onFrame: () => {}, onState: () => {} });
  player.shown = { epoch, numbers: {} };
  player.started = true;
  player.playing = playing;
  player.header = { ...player.header, epochs: 100, message: "It has converged.", ...header };
  return noticeOf(player);
}

test("a run that ends as it was meant to says nothing", () => {
  assert.equal(said({ epoch: 100 }), "");
  assert.equal(said({ epoch: 40 }), "");
});

test("a run that ends early says why", () => {
  assert.equal(said({ epoch: 40, header: { last_epoch: 40 } }), "It has converged.");
});

test("many who play are told, while they play, how many frames each has", () => {
  const header = { shared: true, pace: 12 };
  assert.match(said({ epoch: 3, playing: true, header }), /12 frames per second/);
  assert.equal(said({ epoch: 3, header }), "");
});
