import assert from "node:assert/strict";
import test from "node:test";
import { Spoken } from "../../../../assets/live/advice/spoken.js";

/** @param {string} name */
const finding = (name) => ({ name, line: name && `${name}.`, try: [] });

/** @param {number} epoch @param {string} [name] @param {string[]} others */
const advice = (epoch, name = "plateau", ...others) => ({
  epoch,
  ...finding(name),
  others: others.map(finding),
});

/** @param {ReturnType<typeof advice>[]} received */
function heard(...received) {
  const spoken = new Spoken();
  for (const one of received) spoken.receive(one);
  return spoken;
}

test("advice holds from its epoch until there is news", () => {
  const spoken = heard(advice(100), advice(200, ""), advice(300, "overfitting"));
  const said = [99, 100, 199, 200, 299, 300, 900].map((epoch) => spoken.at(epoch)?.name);
  assert.deepEqual(said, [
    undefined,
    "plateau",
    "plateau",
    undefined,
    undefined,
    "overfitting",
    "overfitting",
  ]);
});

test("a finding is told to a screen reader once, and another one after it", () => {
  const spoken = heard(advice(100), advice(200), advice(300, "overfitting"));
  const told = [50, 100, 150, 200, 300, 310].map((epoch) => {
    spoken.at(epoch);
    return spoken.announcement();
  });
  assert.deepEqual(told, ["", "plateau.", "", "", "overfitting.", ""]);
});

test("what was dismissed is not said again in this run, but in the next one", () => {
  const spoken = heard(advice(100), advice(300, "overfitting"));
  spoken.at(100);
  spoken.dismiss();
  spoken.receive(advice(200));
  assert.equal(spoken.at(200), null);
  assert.equal(spoken.at(300)?.name, "overfitting");
  spoken.begin();
  spoken.receive(advice(100));
  assert.equal(spoken.at(100)?.name, "plateau");
});

test("after a fork nothing holds that was said before it", () => {
  const spoken = heard(advice(100));
  spoken.at(100);
  spoken.forget();
  assert.equal(spoken.at(100), null);
});

test("what was dismissed takes along what stood behind it, and nothing else", () => {
  const spoken = heard(advice(100, "plateau", "dead"), advice(200, "alpha", "dead", "twins"));
  spoken.at(100);
  spoken.dismiss();
  assert.equal(spoken.at(150), null);
  const now = spoken.at(200);
  assert.equal(now?.name, "alpha");
  assert.deepEqual(
    now?.others.map(({ name }) => name),
    ["twins"],
  );
});
