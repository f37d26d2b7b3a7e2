import assert from "node:assert/strict";
import test from "node:test";
import { crc32, resultLine } from "../../../assets/live/result_line.js";

const NOW = new Date("2026-11-30T19:10:00Z");
const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);

test("the checksum is the one that every zip file has", () => {
  assert.equal(crc32(bytes("123456789")), 0xcbf43926);
  assert.equal(crc32(bytes("")), 0);
});

test("a line claims the numbers that are finite, with four digits", () => {
  const numbers = { J: 0.0255098, test: Number.NaN, train_accuracy: 1, test_accuracy: 0.998 };
  const line = resultLine({ epoch: 500, numbers }, "/moons?alpha=0.3&epoch=500", NOW);
  const text =
    "Glassnet result: epoch=500 J=0.02551 train_accuracy=1.0000 test_accuracy=0.9980" +
    " at /moons?alpha=0.3&epoch=500 on 2026-11-30";
  assert.equal(line, `${text} #${crc32(bytes(text)).toString(16).padStart(8, "0")}`);
});

test("a cost of any size is written as a number", () => {
  for (const J of [1e-12, 3.28e-9, 0.5, 123456.7, 1e22]) {
    const line = resultLine({ epoch: 1, numbers: { J } }, "/xor", NOW);
    const [, written] = line.match(/ J=(\S+) /) ?? [];
    assert.ok(Math.abs(Number(written) / J - 1) < 1e-3, line);
  }
});
