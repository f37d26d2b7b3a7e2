import assert from "node:assert/strict";
import test from "node:test";
import { Server, Stage } from "./server.js";

/** @param {Stage} stage */
const names = (stage) => stage.asked.map(({ name }) => name);

test("a stage opens at the epoch that the server shows, and then asks for nothing", async (t) => {
  const stage = await new Stage(t).open();
  assert.deepEqual(stage.epochs, [0]);
  assert.equal(stage.player.status, "idle");
  assert.deepEqual(names(stage), ["show"]);
  await stage.pass(5000);
  assert.equal(stage.asked.length, 1);
});

test("before the first answer nothing plays", async (t) => {
  const stage = new Stage(t);
  stage.player.play();
  stage.player.toggle();
  await stage.pass(100);
  assert.equal(stage.player.status, "idle");
  assert.deepEqual(stage.asked, []);
});

test("playing asks for frames before they run out, one question at a time", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(1000);
  const more = stage.asked.filter(({ name, n }) => name === "more" && n > 0);
  assert.deepEqual(
    more.map(({ epoch, n }) => [epoch, n]),
    more.map((_, i) => [100 * i, 10]),
  );
  assert.ok(more.length >= 3);
});

for (const pace of [5, 30, 60])
  test(`frames are painted in order, each once, ${pace} a second`, async (t) => {
    const stage = await new Stage(t, new Server({ pace, epochs: 100_000 })).open();
    stage.player.play();
    await stage.pass(2000);
    const { epochs } = stage;
    assert.deepEqual(
      epochs,
      epochs.map((_, i) => 10 * i),
    );
    const expected = 2 * pace;
    assert.ok(epochs.length >= 0.95 * expected - 1, `${epochs.length} frames in 2 s`);
    assert.ok(epochs.length <= 1.05 * expected + 2, `${epochs.length} frames in 2 s`);
  });

test("a run is played to its end, and the server hears of it", async (t) => {
  const stage = await new Stage(t, new Server({ epochs: 200 })).open();
  stage.player.play();
  await stage.pass(3000);
  assert.equal(stage.player.epoch, 200);
  assert.equal(stage.player.status, "finished");
  assert.deepEqual([stage.newest.name, stage.newest.epoch], ["show", 200]);
  assert.equal(stage.server.playing, false);
});

test("at its end a run is played again from the first epoch, and nothing is trained", async (t) => {
  const stage = await new Stage(t, new Server({ epochs: 200 })).open();
  stage.player.play();
  await stage.pass(3000);
  const { length } = stage.painted;
  const before = stage.asked.length;
  stage.player.play();
  assert.deepEqual([stage.player.status, stage.player.epoch], ["playing", 0]);
  await stage.pass(3000);
  assert.deepEqual(
    stage.epochs.slice(length),
    [...Array.from({ length: 21 }, (_, i) => 10 * i), 200], // of the last the exact frame comes too
  );
  assert.equal(stage.player.status, "finished");
  assert.ok(stage.asked.slice(before).every(({ n }) => n === 0));
});

test("curves end at the latest epoch that was painted, though later ones have come", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  const last = () => stage.player.points.at(-1)?.epoch;
  for (let i = 0; i < 20; i += 1) {
    await stage.pass(50);
    assert.equal(last(), stage.player.epoch);
  }
  stage.player.pause();
  const { epoch, known } = stage.player;
  assert.ok(known > epoch);
  assert.equal(last(), epoch);
  stage.player.go(50);
  await stage.pass(100);
  assert.equal(last(), epoch, "what was seen stays");
});

test("another run is shown at the epoch that the server aims at", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(500);
  stage.player.pause();
  await stage.pass(100);
  stage.server.start();
  const { answer } = stage.server;
  stage.server.answer = (command) => {
    const isFirst = command.scene !== stage.server.scene;
    const said = answer.call(stage.server, command);
    return isFirst ? { ...said, header: { ...said.header, aim: 120 } } : said;
  };
  stage.player.refresh(stage.server.number);
  stage.channel.poke();
  await stage.pass(500);
  assert.equal(stage.player.epoch, 120);
  assert.equal(stage.player.status, "paused");
});

test("a run that diverged ends where it did", async (t) => {
  const server = new Server({ end: 25 });
  server.status = "diverged";
  const stage = await new Stage(t, server).open();
  stage.player.play();
  await stage.pass(2000);
  assert.equal(stage.player.status, "diverged");
  assert.deepEqual([stage.player.end, stage.player.epoch], [25, 25]);
});

test("a pause shows no later epoch, and the server rests there", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(500);
  stage.player.pause();
  const { epoch } = stage.player;
  const { length } = stage.painted;
  assert.equal(stage.player.status, "paused");
  await stage.pass(2500);
  assert.deepEqual([stage.server.shown, stage.server.playing], [epoch, false]);
  // The frame of this very epoch comes once more, and nothing after it.
  assert.deepEqual(stage.epochs.slice(length), [epoch]);
});

test("an answer to what was asked before a pause moves nothing", async (t) => {
  const stage = await new Stage(t).open();
  stage.fate = () => ({ wait: 200 });
  stage.player.play();
  await stage.pass(300);
  stage.player.pause();
  await stage.pass(2000);
  assert.equal(stage.player.epoch, 0);
  assert.equal(stage.player.status, "paused");
  assert.equal(stage.player.known, 100);
});

test("scrubbing shows the newest frame that is not later, without a word to the server", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(500);
  stage.player.pause();
  await stage.pass(100);
  const { length } = stage.asked;
  stage.player.scrub(37);
  assert.deepEqual([stage.player.epoch, stage.player.target], [30, 37]);
  stage.player.scrub(-5);
  assert.equal(stage.player.epoch, 0);
  stage.player.scrub(100_000);
  assert.equal(stage.player.target, stage.player.known);
  assert.equal(stage.asked.length, length);
});

test("letting go asks for the exact epoch, which is then shown", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(500);
  stage.player.go(37);
  await stage.pass(100);
  assert.equal(stage.player.epoch, 37);
  stage.player.scrub(35);
  assert.equal(stage.player.epoch, 30);
});

test("steps stay between the first epoch and the last", async (t) => {
  const stage = await new Stage(t, new Server({ epochs: 2 })).open();
  stage.player.back();
  await stage.pass(50);
  assert.equal(stage.asked.length, 1);
  for (let i = 0; i < 3; i += 1) stage.player.step();
  await stage.pass(100);
  assert.equal(stage.player.epoch, 2);
  stage.player.back();
  await stage.pass(50);
  assert.equal(stage.player.epoch, 1);
});

test("who steps back before a step forward is answered does not see it", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.step();
  await stage.pass(100);
  stage.player.step();
  stage.player.back();
  await stage.pass(200);
  assert.ok(!stage.epochs.includes(2));
  assert.equal(stage.player.epoch, 1);
});

test("an epoch that takes the server long is asked for until it is there", async (t) => {
  const stage = await new Stage(t).open();
  const { answer } = stage.server;
  let left = 4;
  stage.server.answer = (command) => {
    const said = answer.call(stage.server, command);
    if (command.name !== "show" || command.epoch !== 1 || left === 0) return said;
    left -= 1;
    return { header: { ...said.header, shown: 0, aim: 1 }, frames: [] };
  };
  stage.player.step();
  await stage.pass(200);
  assert.equal(stage.player.epoch, 1);
  assert.deepEqual(stage.epochs, [0, 1]);
});

test("a fork keeps what was before it and drops the rest", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(600);
  stage.player.go(55);
  await stage.pass(100);
  assert.ok(stage.player.known > 55);
  stage.server.fork();
  stage.mount();
  await stage.pass(100);
  assert.deepEqual(
    stage.player.frames.list.map(({ epoch }) => epoch),
    [0, 10, 20, 30, 40, 50, 55],
  );
});

test("a fork while a run plays goes on from there, without a gap", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(600);
  stage.server.fork();
  const [cut] = stage.server.cuts;
  stage.mount();
  await stage.pass(1000);
  assert.equal(stage.player.status, "playing");
  const epochs = stage.player.frames.list.map(({ epoch }) => epoch);
  assert.ok(epochs.includes(cut));
  assert.ok(stage.player.epoch > cut);
  for (let i = 1; i < epochs.length; i += 1) assert.ok(epochs[i] - epochs[i - 1] <= 10);
});

test("a jump of the page's is followed", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(600);
  stage.server.jump();
  stage.mount();
  await stage.pass(100);
  assert.deepEqual([stage.player.epoch, stage.player.status], [0, "paused"]);
});

test("a shorter run stops at its new end", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(600);
  stage.server.epochs = 50;
  stage.mount();
  await stage.pass(100);
  assert.deepEqual([stage.player.epoch, stage.player.status], [50, "finished"]);
});

test("the page may ask for a run to be played, and asks once", async (t) => {
  const stage = await new Stage(t).open();
  stage.server.plays += 1;
  stage.mount();
  await stage.pass(100);
  assert.equal(stage.player.status, "playing");
  stage.player.pause();
  stage.mount();
  await stage.pass(500);
  assert.equal(stage.player.status, "paused");
});

test("while known frames are played again, the server hears where", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(2000);
  stage.player.go(0);
  await stage.pass(100);
  const { length } = stage.asked;
  stage.player.play();
  await stage.pass(1300);
  const reports = stage.asked.slice(length);
  assert.deepEqual(
    reports.map(({ name, n }) => [name, n]),
    reports.map(() => ["more", 0]),
  );
  assert.ok(reports.length >= 2);
});

test("what is looked at is told; where frames show it, those to come are made anew", async (t) => {
  const stage = await new Stage(t).open();
  const wish = { digits: { number: 1, drawing: 0, strokes: [], unit: 2, wall: "first" } };
  stage.player.wish(/** @type {any} */ (wish), false);
  await stage.pass(50);
  assert.deepEqual(stage.server.wish, wish);
  stage.player.play();
  await stage.pass(500);
  const before = stage.player.known;
  stage.player.wish(/** @type {any} */ (wish), true);
  assert.ok(stage.player.known < before);
  const { epoch, n } = stage.newest;
  assert.deepEqual([epoch, n], [stage.player.epoch, 10]);
});

test("a setting of the stage's acts from the epoch that is shown, and once", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(500);
  stage.player.set({ mistake: "sign" }, {});
  stage.player.set({ riddle: 3 }, {});
  await stage.pass(500);
  assert.deepEqual(Object.assign({}, ...stage.server.sets), { mistake: "sign", riddle: 3 });
  assert.equal(stage.server.sets.length, stage.server.branch);
  assert.equal(stage.player.status, "playing");
});

test("a reset whose answer is lost is obeyed once", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(500);
  let losses = 2;
  stage.fate = () => ({ wait: 5, isAnswerLost: losses-- > 0 });
  stage.player.reset();
  await stage.pass(3000);
  assert.equal(stage.server.resets, 1);
  assert.deepEqual([stage.player.epoch, stage.player.status], [0, "idle"]);
});

test("another run begins anew", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(500);
  stage.server.start();
  stage.mount();
  await stage.pass(100);
  assert.deepEqual([stage.player.status, stage.player.known], ["idle", 0]);
});

test("a Play that comes just before another run is meant for that one", async (t) => {
  const stage = await new Stage(t).open();
  stage.server.start();
  stage.player.play();
  await stage.pass(1000);
  assert.equal(stage.player.status, "playing");
  assert.ok(stage.player.epoch > 100);
  assert.equal(stage.player.header.scene, stage.server.scene);
});

test("two lanes end when the later one does", async (t) => {
  const { player } = await new Stage(t).open();
  const [lane] = player.header.lanes;
  player.header = { ...player.header, lanes: [{ ...lane, last_epoch: 40 }, lane] };
  assert.equal(player.end, 1000);
  player.header = {
    ...player.header,
    lanes: [
      { ...lane, last_epoch: 40 },
      { ...lane, last_epoch: 70 },
    ],
  };
  assert.equal(player.end, 70);
});

test("an epoch that takes the server long to come back to is asked for until it is there", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(1000);
  stage.server.dear = 3;
  stage.player.go(15);
  await stage.pass(500);
  assert.equal(stage.server.dear, 0);
  assert.equal(stage.player.epoch, 15);
  const { length } = stage.asked;
  await stage.pass(500);
  assert.equal(stage.asked.length, length); // and then no more
});

test("who had more than their share asks for no more until the wait is over", async (t) => {
  const stage = await new Stage(t, new Server({ pace: 60 })).open();
  stage.server.wait = 800;
  stage.player.play();
  await stage.pass(100); // the first answer says so
  const { length } = stage.asked;
  await stage.pass(600);
  assert.equal(stage.asked.length, length);
  await stage.pass(200);
  assert.equal(stage.asked.length, length + 1);
  assert.equal(stage.newest.name, "more");
});

test("a pause is said during a wait too", async (t) => {
  const stage = await new Stage(t).open();
  stage.server.wait = 800;
  stage.player.play();
  await stage.pass(100);
  stage.player.pause();
  await stage.pass(50);
  assert.equal(stage.newest.name, "show");
  assert.equal(stage.server.playing, false);
});

test("at rest too, what is unfinished is asked for when the wait is over", async (t) => {
  const stage = await new Stage(t).open();
  stage.server.wait = 500;
  stage.server.dear = 2;
  stage.player.step();
  await stage.pass(50);
  const { length } = stage.asked;
  await stage.pass(400);
  assert.equal(stage.asked.length, length);
  await stage.pass(1500);
  assert.equal(stage.player.epoch, 1);
  assert.equal(stage.asked.length, length + 2);
});

test("a run begins again with other settings by one question, and can then be played", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(500);
  stage.player.restart({ init: "xavier" });
  await stage.pass(500);
  const { server, player } = stage;
  assert.deepEqual([server.resets, server.sets], [1, [{ init: "xavier" }]]);
  const asked = stage.asked.filter(({ name, set }) => name === "reset" || set);
  assert.equal(asked.length, 1);
  assert.deepEqual([player.epoch, player.playing], [0, false]);
  player.play();
  await stage.pass(500);
  assert.equal(player.status, "playing");
  assert.ok(player.epoch > 0);
});

test("a run that is held is not played, and asks for nothing", async (t) => {
  const server = new Server();
  server.held = true;
  const stage = await new Stage(t, server).open();
  const { length } = stage.asked;
  for (const does of ["play", "toggle", "step"]) {
    stage.player[/** @type {"play" | "toggle" | "step"} */ (does)]();
    await stage.pass(2000);
    assert.equal(stage.player.status, "idle");
  }
  stage.player.go(50);
  await stage.pass(2000);
  assert.equal(stage.player.epoch, 0);
  assert.ok(stage.asked.slice(length).every(({ name }) => name === "show"));
  assert.ok(stage.asked.length - length <= 1, `${stage.asked.length - length} questions`);
});

test("a run that is held while it plays rests, and asks once where", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(1000);
  stage.server.held = true;
  await stage.pass(1000);
  assert.equal(stage.player.status, "paused");
  assert.deepEqual([stage.server.playing, stage.server.shown], [false, stage.player.epoch]);
  const { length } = stage.asked;
  await stage.pass(5000);
  assert.equal(stage.asked.length, length);
});

test("what the page says of a held run counts until the server is heard", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(300);
  stage.player.hold();
  const { epoch } = stage.player;
  assert.equal(stage.player.status, "paused");
  stage.player.play();
  assert.equal(stage.player.status, "paused");
  stage.mount();
  await stage.pass(100);
  assert.deepEqual([stage.player.held, stage.player.epoch], [false, epoch]);
  stage.player.play();
  assert.equal(stage.player.status, "playing");
});

test("a run that is held can be gone back in and begun again, and plays once it is let go", async (t) => {
  const stage = await new Stage(t).open();
  stage.player.play();
  await stage.pass(500);
  stage.player.pause();
  await stage.pass(100);
  const { epoch } = stage.player;
  stage.server.held = true;
  stage.mount();
  await stage.pass(100);
  stage.player.back();
  await stage.pass(100);
  assert.equal(stage.player.epoch, epoch - 1);
  stage.player.reset();
  await stage.pass(100);
  assert.deepEqual([stage.player.epoch, stage.server.resets], [0, 1]);
  stage.server.held = false;
  stage.server.plays += 1;
  stage.mount();
  await stage.pass(1000);
  assert.equal(stage.player.status, "playing");
  assert.ok(stage.player.epoch > 0);
});
