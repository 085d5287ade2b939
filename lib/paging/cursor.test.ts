import { expect, test } from "vitest";
import { z } from "zod";
import { countText } from "./count";
import { listCursors, rowsToRead, timeText, toPage } from "./cursor";
import { pageQueryFields } from "./schema";

const place = z.strictObject({ at: timeText, id: z.uuid() });
const cursors = listCursors("sessions", place);
const somewhere = { at: "2026-11-30 08:20:36.123456+00", id: "0190a3c4-0000-7000-8000-000000000001" };

test("a cursor leads back to its place, to the microsecond", () => {
  expect(cursors.decode(cursors.encode(somewhere))).toEqual(somewhere);
  expect(cursors.decode(undefined)).toBeUndefined();
});

test("what is not a cursor of the list is malformed", () => {
  const other = listCursors("reviews by amount", place).encode(somewhere);
  const forged = Buffer.from(JSON.stringify(["sessions", { at: "now()", id: somewhere.id }])).toString("base64url");
  const tooMuch = Buffer.from(JSON.stringify(["sessions", { ...somewhere, x: 1 }])).toString("base64url");
  for (const bad of ["", "x", "[]", other, forged, tooMuch, "\u0000", cursors.encode(somewhere).slice(0, -4)]) {
    expect(() => cursors.decode(bad), bad).toThrow(expect.objectContaining({ code: "malformed" }));
  }
});

test("a part has its limit, and a cursor unless it is the last", () => {
  const rows = Array.from({ length: rowsToRead({ limit: 2 }) }, (_, index) => index);
  expect(toPage(rows, { limit: 2 }, String)).toEqual({ items: [0, 1], nextCursor: "1" });
  expect(toPage(rows.slice(0, 2), { limit: 2 }, String)).toEqual({ items: [0, 1], nextCursor: null });
  expect(toPage([], {}, String)).toEqual({ items: [], nextCursor: null });
});

test("a limit is a whole number from 1 to 100", () => {
  const query = z.object(pageQueryFields);
  for (const limit of ["1", "50", "100"]) expect(query.parse({ limit }).limit).toBe(Number(limit));
  for (const limit of ["0", "101", "-1", "1.5", "", "ten", "1e2"])
    expect(query.safeParse({ limit }).success).toBe(false);
});

test("a count ends at 999+", () => {
  expect([0, 999, 1_000, 5_000].map(countText)).toEqual(["0", "999", "999+", "999+"]);
});
