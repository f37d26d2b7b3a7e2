import assert from "node:assert/strict";
import test from "node:test";
import { Gone, Refused } from "../../../assets/live/channel.js";
import { Stage } from "./server.js";

/** @param {Stage} stage */
const numbers = (stage) => stage.asked.map(({ number }) => number);

test("a question whose answer is lost is asked again, with the same number", async (t) => {
  const stage = await new Stage(t).open();
  let losses = 3;
  stage.fate = () => ({ wait: 5, isAnswerLost: losses-- > 0 });
  stage.player.step();
  await stage.pass(3000);
  assert.deepEqual(numbers(stage), [1, 2, 2, 2, 2]);
  assert.equal(stage.player.epoch, 1);
});

test("it is asked ever more rarely, but never given up", async (t) => {
  const stage = await new Stage(t).open();
  stage.fate = () => ({ wait: 5, isLost: true });
  stage.player.step();
  await stage.pass(60_000, 50);
  const { length } = stage.asked;
  assert.ok(length > 10 && length < 25, `${length} questions in a minute`);
  assert.equal(stage.channel.isLost, true);
  stage.fate = () => ({ wait: 5 });
  await stage.pass(5000, 50);
  assert.equal(stage.player.epoch, 1);
  assert.equal(stage.channel.isLost, false);
});

test("an answer that does not come within fifteen seconds is given up", async (t) => {
  const stage = await new Stage(t).open();
  stage.fate = () => ({ wait: 60_000 });
  stage.player.step();
  await stage.pass(14_000, 100);
  assert.equal(stage.asked.length, 2);
  stage.fate = () => ({ wait: 5 });
  await stage.pass(2000, 100);
  assert.equal(stage.asked.length, 3);
  assert.equal(stage.player.epoch, 1);
});

test("a run that has gone is asked no more until the page brings another", async (t) => {
  const stage = await new Stage(t).open();
  const { length } = stage.asked;
  let asked = 0;
  stage.channel.open(async () => {
    asked += 1;
    throw new Gone();
  });
  stage.player.step();
  await stage.pass(10_000, 50);
  assert.equal(asked, 1);
  assert.equal(stage.gone, 1);
  assert.ok(stage.channel.isGone);
  stage.mount();
  await stage.pass(1000);
  assert.equal(asked, 1);
  stage.channel.open((command, signal) => stage.post(command, signal));
  stage.player.go(0);
  stage.player.step();
  await stage.pass(1000);
  assert.ok(stage.asked.length > length);
  assert.equal(stage.player.epoch, stage.player.target);
});

test("what the server takes for no command is not asked again as it was", async (t) => {
  const stage = await new Stage(t).open();
  let refused = 0;
  stage.channel.open(async (command, signal) => {
    if (command.set) {
      refused += 1;
      throw new Refused();
    }
    return stage.post(command, signal);
  });
  stage.player.set({ nonsense: 1 }, {});
  stage.player.step();
  await stage.pass(5000, 50);
  assert.equal(refused, 1);
  assert.equal(stage.player.epoch, 1);
});

test("the answer of a run before is not heard", async (t) => {
  const stage = await new Stage(t).open();
  stage.fate = () => ({ wait: 500 });
  stage.player.step();
  await stage.pass(100);
  stage.fate = () => ({ wait: 5 });
  stage.server.start();
  stage.mount();
  stage.channel.open((command, signal) => stage.post(command, signal));
  await stage.pass(2000);
  assert.equal(stage.player.header.scene, stage.server.scene);
  assert.equal(stage.player.epoch, 0);
});
