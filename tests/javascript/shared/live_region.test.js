import assert from "node:assert/strict";
import test from "node:test";
import { sentenceOf } from "../../../assets/shared/live_region.js";

const told = { epoch: 1200, unit: "epoch", seen: "cost J 0.2131" };

test("each status has its sentence", () => {
  assert.equal(sentenceOf({ ...told, status: "playing" }), "Playing from epoch 1200.");
  assert.equal(sentenceOf({ ...told, status: "paused" }), "Paused at epoch 1200, cost J 0.2131.");
  assert.equal(sentenceOf({ ...told, status: "finished" }), "Ended at epoch 1200, cost J 0.2131.");
  assert.equal(sentenceOf({ ...told, epoch: 0, status: "idle" }), "Back at epoch 0.");
});

test("why a run ended is said after where", () => {
  const reason = "The cost ran away.";
  assert.equal(
    sentenceOf({ ...told, status: "diverged", reason }),
    "Diverged at epoch 1200. The cost ran away.",
  );
});

test("what there is nothing to see of is not spoken of", () => {
  assert.equal(sentenceOf({ status: "paused", epoch: 3, unit: "step" }), "Paused at step 3.");
});
