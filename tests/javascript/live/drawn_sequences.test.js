// Sequences of what a visitor, a page and a bad network do.

import assert from "node:assert/strict";
import { once } from "node:events";
import test from "node:test";
import { Worker } from "node:worker_threads";

const SEQUENCES = Number(process.env.SEQUENCES ?? 10_000); // `make check` draws fewer

test(`${SEQUENCES} drawn sequences leave nothing stuck, lost or twice`, async () => {
  // A thread of their own: in the test's, Node follows every promise, at ten times the time.
  const url = new URL("drawn_sequences.js", import.meta.url);
  const thread = new Worker(url, { workerData: SEQUENCES });
  const [played] = await once(thread, "message"); // rejects with what a sequence has thrown
  assert.equal(played, SEQUENCES);
});
