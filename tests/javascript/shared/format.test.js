import assert from "node:assert/strict";
import test from "node:test";
import {
  formatAlpha,
  formatCost,
  formatEpoch,
  formatPoints,
  formatRate,
  formatShare,
  formatSignificant,
  formatStep,
  formatWeight,
} from "../../../assets/shared/format.js";

test("epochs have a thin space between thousands", () => {
  assert.equal(formatEpoch(0), "0");
  assert.equal(formatEpoch(999), "999");
  assert.equal(formatEpoch(1000), "1\u202f000");
  assert.equal(formatEpoch(1234567), "1\u202f234\u202f567");
});

test("costs have about four digits that count, small and large ones a power of ten", () => {
  assert.equal(formatCost(0), "0.0000");
  assert.equal(formatCost(0.25), "0.2500");
  assert.equal(formatCost(0.0087126), "0.008713");
  assert.equal(formatCost(0.0321), "0.03210");
  assert.equal(formatCost(-0.0087126), "-0.008713");
  assert.equal(formatCost(12.3456), "12.346");
  assert.equal(formatCost(123.456), "123.46");
  assert.equal(formatCost(1234.5), "1\u202f235");
  assert.equal(formatCost(0.00012345), "1.23e-4");
  assert.equal(formatCost(1234567), "1.23e+6");
});

test("what is not finite is a dash, whatever it stands for", () => {
  for (const format of [formatCost, formatShare, formatPoints, formatStep])
    for (const value of [Number.NaN, Infinity, -Infinity]) assert.equal(format(value), "–");
  assert.equal(formatRate(0), "–");
  assert.equal(formatSignificant(null, 3), "–");
  assert.equal(formatSignificant(undefined, 3), "–");
  assert.equal(formatSignificant(Infinity, 3), "–");
});

test("shares are per cent, points have one decimal", () => {
  assert.equal(formatShare(1), "100.0\u202f%");
  assert.equal(formatShare(0.9876), "98.8\u202f%");
  assert.equal(formatPoints(78.64), "78.6");
});

test("rates from a thousand on are in thousands", () => {
  assert.equal(formatRate(37.6), "38");
  assert.equal(formatRate(7312), "7.3\u202fk");
  assert.equal(formatRate(123456), "120\u202fk");
});

test("weights bear their sign, and fewer decimals where they are large", () => {
  assert.equal(formatWeight(0.12345), "+0.123");
  assert.equal(formatWeight(-1.5), "−1.500");
  assert.equal(formatWeight(-12.345), "−12.35");
  assert.equal(formatWeight(0), "+0.000");
});

test("a learning rate has at most three digits", () => {
  assert.equal(formatAlpha(0.5), "0.5");
  assert.equal(formatAlpha(0.0123456), "0.0123");
});

test("steps on the way to a prediction have a real minus", () => {
  assert.equal(formatStep(-0.12345), "−0.123");
  assert.equal(formatStep(78.64), "78.6");
});

test("significant digits are counted, with a power of ten for small and large numbers", () => {
  assert.equal(formatSignificant(0, 3), "0.00");
  assert.equal(formatSignificant(-0.0123456, 3), "−0.0123");
  assert.equal(formatSignificant(123456, 3), "123000");
  assert.equal(formatSignificant(0.00001234, 3), "1.23e−5");
  assert.equal(formatSignificant(-12345678, 2), "−1.2e7");
});

test("significant digits keep their value to half a unit of the last", () => {
  for (const size of [1e-9, 3.7e-5, 0.011, 0.99996, 1, 42.42, 99999.5, 1e6, 7.77e12])
    for (const sign of [-1, 1])
      for (let n = 2; n <= 8; n += 1) {
        const text = formatSignificant(sign * size, n).replaceAll("−", "-");
        const error = Math.abs(Number(text) - sign * size) / size;
        assert.ok(error <= 0.5001 * 10 ** (1 - n), `${sign * size} to ${n} digits: ${text}`);
      }
});
