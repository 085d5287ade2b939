import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after";

const now = new Date("2026-11-30T12:00:00Z");

test.each([
  ["120", 120_000],
  [" 0 ", 0],
  ["Mon, 30 Nov 2026 12:01:00 GMT", 60_000],
  ["Mon, 30 Nov 2026 11:00:00 GMT", 0],
  ["soon", undefined],
  ["-5", undefined],
  ["1e9", undefined],
  ["2026-11-30", undefined],
  [undefined, undefined],
])("%s asks to wait %s ms", (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));
