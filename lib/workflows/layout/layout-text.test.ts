import { expect, test } from "vitest";
import { measureText } from "./layout-text";

test("a line is as wide as its characters, and full-width characters are as wide as they are high", () => {
  expect(measureText("otherwise", 12, 200)).toEqual({ width: 58, lines: 1 });
  expect(measureText("担当者", 12, 200)).toEqual({ width: 36, lines: 1 });
  expect(measureText("", 12, 200)).toEqual({ width: 0, lines: 1 });
});

test("lines break between words, and between full-width characters without spaces", () => {
  expect(measureText("one two three", 12, 40).lines).toBe(3);
  expect(measureText("事故の状況についての詳しい聞き取り", 12, 96).lines).toBe(3);
});

test("a word that is longer than a line starts on a new line and is broken", () => {
  const { width, lines } = measureText(`the ${"m".repeat(40)}`, 12, 100);
  expect(width).toBeLessThanOrEqual(100);
  expect(lines).toBe(1 + Math.ceil(40 / Math.floor(100 / 10.8)));
});

test("combining marks have no width and emoji are wider than a letter", () => {
  expect(measureText("e\u0301", 12, 200).width).toBe(measureText("e", 12, 200).width);
  expect(measureText("🚗", 12, 200).width).toBeGreaterThan(12);
});
