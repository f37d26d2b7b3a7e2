import assert from "node:assert/strict";
import test from "node:test";
import { addressAt } from "../../../assets/live/shown_epoch.js";

test("an address says which epoch is shown, and nothing at the start", () => {
  const address = "http://class.local/base/moons?data=moons&was=3~alpha~0.5&hidden=5-5";
  const at = addressAt(address, 840);
  assert.equal(new URL(at).searchParams.get("epoch"), "840");
  assert.equal(new URL(addressAt(at, 12)).searchParams.get("epoch"), "12");
  const back = addressAt(at, 0);
  assert.deepEqual([...new URL(back).searchParams], [...new URL(address).searchParams]);
  assert.equal(new URL(at).pathname, "/base/moons");
});
