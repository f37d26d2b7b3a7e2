import assert from "node:assert/strict";
import test from "node:test";
import { placeOf, STOPS, stopsOn } from "../../../../assets/live/tour/stops.js";

const VIEW = { width: 1000, height: 700 };
const CARD = { width: 300, height: 150 };

test("each stop has a name of its own and a sentence", () => {
  assert.equal(new Set(STOPS.map(({ name }) => name)).size, STOPS.length);
  for (const { title, text } of STOPS) assert.ok(title && text.endsWith("."));
});

test("a stop whose place is not on the page, or not seen, is left out", () => {
  const seen = /** @type {Element} */ ({});
  const hidden = /** @type {Element} */ ({});
  const page = /** @type {ParentNode} */ (
    /** @type {unknown} */ ({
      querySelectorAll: (/** @type {string} */ at) =>
        at.includes("gn-cost") ? [hidden, seen] : at.includes("gn-plane") ? [hidden] : [],
    })
  );
  const found = stopsOn(page, (element) => element === seen);
  assert.deepEqual(
    found.map(({ name }) => name),
    ["cost"],
  );
  assert.equal(found[0].target, seen);
});

test("a card stands below what it points at, or above it, and always within the window", () => {
  const low = placeOf({ left: 100, top: 50, width: 200, height: 40 }, CARD, VIEW);
  assert.deepEqual(low, { left: 50, top: 104 });
  const high = placeOf({ left: 100, top: 600, width: 200, height: 40 }, CARD, VIEW);
  assert.equal(high.top, 600 - 150 - 14);
  for (const target of [
    { left: -50, top: -20, width: 2000, height: 2000 },
    { left: 990, top: 0, width: 10, height: 10 },
    { left: 0, top: 690, width: 10, height: 10 },
    { left: 0, top: 100, width: 1000, height: 560 },
  ]) {
    const { left, top } = placeOf(target, CARD, VIEW);
    assert.ok(left >= 14 && left + CARD.width <= VIEW.width - 14, JSON.stringify(target));
    assert.ok(top >= 14 && top + CARD.height <= VIEW.height - 14, JSON.stringify(target));
  }
});
