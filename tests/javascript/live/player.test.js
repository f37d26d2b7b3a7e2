import assert from "node:assert/strict";
import test from "node:test";
import { Player } from "../../../assets/live/player.js";
import { frameOf, Server } from "./server.js";

/** @param {Server} server */
const names = (server) => server.heard.map(({ name }) => name);

test("a scene opens at the epoch that the server shows, and asks for nothing", (t) => {
  const server = new Server(t).open();
  assert.deepEqual(server.painted, [0]);
  assert.equal(server.player.status, "idle");
  server.clock.pass(5000);
  assert.deepEqual(server.heard, []);
});

test("a run that was on when the page was drawn anew goes on", (t) => {
  const server = new Server(t, { playing: true, shown: 0 });
  server.send([120], {}, true);
  assert.equal(server.player.status, "playing");
  assert.deepEqual(server.painted, [120]);
});

test("before the first message nothing happens", (t) => {
  const { player, heard } = new Server(t);
  player.play();
  player.toggle();
  player.wish({}, true);
  player.set({ alpha: 1 }, {});
  assert.equal(player.status, "idle");
  assert.deepEqual(heard, []);
});

test("playing asks for frames before they run out, and once for the same", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.clock.pass(100);
  assert.deepEqual(names(server), ["more"]);
  assert.equal(server.last.epoch, 0);
  assert.equal(server.last.n, 10);
  server.answer();
  server.clock.pass(1000);
  assert.equal(server.last.name, "more");
  assert.equal(server.last.epoch, 100);
});

test("a question without an answer is asked again after a second", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.clock.pass(900);
  assert.equal(server.heard.length, 1);
  server.clock.pass(300);
  assert.deepEqual(names(server), ["more", "more"]);
});

test("frames are painted in order, each once, at the pace of the server", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(2000);
  const { painted } = server;
  assert.deepEqual(
    painted,
    painted.map((_, i) => 10 * i),
  );
  assert.ok(painted.length >= 55 && painted.length <= 62, `${painted.length} frames in 2 s`);
});

test("a slower pace is kept, too", (t) => {
  const server = new Server(t, { pace: 5 }).open();
  server.player.play();
  server.pass(2000);
  assert.ok(server.painted.length >= 9 && server.painted.length <= 12);
});

test("a run is played to its end, and the server hears of it", (t) => {
  const server = new Server(t, { epochs: 200 }).open();
  server.player.play();
  server.pass(3000);
  assert.equal(server.painted[server.painted.length - 1], 200);
  assert.equal(server.player.status, "finished");
  assert.equal(server.last.name, "show");
  assert.equal(server.last.epoch, 200);
  server.player.play();
  assert.equal(server.player.status, "finished");
});

test("a run that diverged ends where it did", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.clock.pass(50);
  server.send([10, 20, 25], { last_epoch: 25, status: "diverged", playing: true });
  server.clock.pass(2000);
  assert.equal(server.player.status, "diverged");
  assert.equal(server.player.end, 25);
  assert.equal(server.player.epoch, 25);
});

test("a pause tells where it stopped, again and again until it is heard", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(500);
  server.player.pause();
  const { epoch } = server.player;
  assert.equal(server.player.status, "paused");
  const { number } = server.last;
  server.clock.pass(2500);
  const pauses = server.heard.filter((command) => command.number === number);
  assert.deepEqual(
    pauses.map((command) => [command.name, command.epoch]),
    [
      ["show", epoch],
      ["show", epoch],
      ["show", epoch],
    ],
  );
  server.answer();
  const { length } = server.heard;
  server.clock.pass(5000);
  assert.equal(server.heard.length, length);
  assert.equal(server.player.isWaiting, false);
});

test("an answer to an earlier command moves nothing", (t) => {
  const server = new Server(t).open();
  server.player.step();
  server.player.step();
  assert.equal(server.player.target, 2);
  server.send([1], { answers: 1, shown: 1 });
  assert.equal(server.player.target, 2);
  assert.equal(server.player.epoch, 0);
  server.send([2], { answers: 2, shown: 2 });
  assert.equal(server.player.epoch, 2);
});

test("scrubbing shows the newest frame that is not later, without a word to the server", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(500);
  server.player.pause();
  server.answer();
  const { length } = server.heard;
  server.player.scrub(37);
  assert.equal(server.player.epoch, 30);
  assert.equal(server.player.target, 37);
  server.player.scrub(-5);
  assert.equal(server.player.epoch, 0);
  server.player.scrub(100_000);
  assert.equal(server.player.target, server.player.known);
  assert.equal(server.heard.length, length);
});

test("letting go asks for the exact epoch, which is then shown", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(500);
  server.player.go(37);
  assert.deepEqual([server.last.name, server.last.epoch], ["show", 37]);
  server.answer();
  assert.equal(server.player.epoch, 37);
  server.player.scrub(35);
  assert.equal(server.player.epoch, 30);
});

test("steps stay between the first epoch and the last", (t) => {
  const server = new Server(t, { epochs: 2 }).open();
  server.player.back();
  assert.deepEqual(server.heard, []);
  for (let i = 0; i < 3; i += 1) {
    server.player.step();
    server.answer();
  }
  assert.deepEqual(names(server), ["step", "step"]);
  assert.equal(server.player.epoch, 2);
  server.player.back();
  server.answer();
  assert.equal(server.player.epoch, 1);
});

test("a fork keeps what was before it and drops the rest", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(600);
  server.player.pause();
  server.answer();
  const { known } = server.player;
  server.send([55], { branch: 1, cut: 55, shown: 55 });
  assert.ok(known > 55);
  assert.equal(server.player.known, 55);
  assert.deepEqual(
    server.player.frames.map(({ epoch }) => epoch),
    [0, 10, 20, 30, 40, 50, 55],
  );
});

test("a fork while a run plays goes on from there", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(600);
  server.send([200], { branch: 1, cut: 200, playing: true });
  assert.equal(server.player.status, "playing");
  assert.equal(server.player.epoch, 200);
  server.pass(400);
  assert.ok(server.player.epoch > 200);
});

test("a jump of the server's is followed", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(600);
  server.send([], { jumps: 1, shown: 0 });
  assert.equal(server.player.epoch, 0);
  assert.equal(server.player.status, "paused");
});

test("a shorter run stops at its new end", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(600);
  server.send([], { epochs: 50 });
  assert.equal(server.player.epoch, 50);
  assert.equal(server.player.status, "finished");
});

test("the server may say that a run is to be played", (t) => {
  const server = new Server(t).open();
  server.send([0], { play: true });
  assert.equal(server.player.status, "playing");
});

test("while known frames are played again, the server hears where", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(2000);
  server.player.go(0);
  server.answer();
  const { length } = server.heard;
  server.player.play();
  server.pass(1200);
  const reports = server.heard.slice(length);
  assert.deepEqual(new Set(reports.map(({ name }) => name)), new Set(["play"]));
  assert.ok(reports.length >= 2);
});

test("what is looked at is told; where frames show it, those to come are made anew", (t) => {
  const server = new Server(t).open();
  const wish = { by_hand: undefined };
  server.player.wish(wish, false);
  assert.deepEqual([server.last.name, server.last.wish], ["show", wish]);
  server.answer();
  server.player.play();
  server.pass(500);
  server.player.wish(wish, false);
  assert.equal(server.last.name, "play");
  const before = server.player.known;
  server.player.wish(wish, true);
  assert.equal(server.last.name, "more");
  assert.equal(server.last.epoch, server.player.epoch);
  assert.ok(server.player.known < before);
});

test("a setting acts from the epoch that is shown", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(500);
  server.player.set({ alpha: 2 }, {});
  assert.equal(server.last.name, "play");
  assert.equal(server.last.epoch, server.player.epoch);
  assert.deepEqual(server.last.set, { alpha: 2 });
  assert.ok(server.last.horizon > server.player.epoch);
});

test("a page that was left stops, and says where it stands when it is back", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(500);
  server.player.leave();
  const { length } = server.heard;
  server.clock.pass(3000);
  assert.equal(server.heard.length, length);
  server.send([]);
  assert.deepEqual([server.last.name, server.last.epoch], ["show", server.player.epoch]);
});

test("another scene begins anew", (t) => {
  const server = new Server(t).open();
  server.player.play();
  server.pass(500);
  server.send([0], { shown: 0, playing: false }, true);
  assert.equal(server.player.status, "idle");
  assert.equal(server.player.known, 0);
});

test("frames come in any order and twice, and are kept once and in order", () => {
  const player = new Player({ send: () => {}, onFrame: () => {}, onState: () => {} });
  const epochs = [50, 10, 30, 10, 20, 50, 40, 0];
  player.store(epochs.map(frameOf));
  assert.deepEqual(
    player.frames.map(({ epoch }) => epoch),
    [0, 10, 20, 30, 40, 50],
  );
  assert.equal(player.at(29).epoch, 20);
  assert.equal(player.at(-1).epoch, 0);
});

test("of very many frames the older half is thinned, the newest stay", () => {
  const player = new Player({ send: () => {}, onFrame: () => {}, onState: () => {} });
  for (let epoch = 0; epoch < 10_000; epoch += 10) player.store([frameOf(epoch)]);
  for (let epoch = 10_000; epoch < 20_000; epoch += 10) player.store([frameOf(epoch)]);
  const epochs = player.frames.map(({ epoch }) => epoch);
  assert.ok(epochs.length <= 1500);
  assert.equal(epochs[0], 0);
  assert.deepEqual(
    epochs.slice(-500),
    Array.from({ length: 500 }, (_, i) => 15_000 + 10 * i),
  );
});

test("curves begin with the numbers of epochs before the first frame", (t) => {
  const server = new Server(t, { shown: 100 });
  const past = [0, 50, 100].map((epoch) => ({ epoch, numbers: { J: null } }));
  server.player.receive({ ...server.header }, [frameOf(100)], true, past);
  assert.deepEqual(
    server.player.points.map(({ epoch, numbers }) => [epoch, numbers.J]),
    [
      [0, null],
      [50, null],
      [100, 1 / 101],
    ],
  );
});
