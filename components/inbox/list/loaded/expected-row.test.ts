import { expect, test } from "vitest";
import { testReview } from "@/components/testing/test-reviews";
import { expectedRow } from "./expected-row";

const lee = { id: "lee", name: "Lee Park" };
const ana = { id: "ana", name: "Ana Ruiz" };
const until = "2026-11-16T09:00:00.000Z";

test("a claimed or snoozed case is the viewer's; a claim ends the snooze", () => {
  expect(expectedRow(testReview({ snoozedUntil: until }), { act: "claim" }, lee)).toMatchObject({
    ...{ assignee: lee, snoozedUntil: null },
  });
  expect(expectedRow(testReview(), { act: "snooze", until }, lee)).toMatchObject({
    assignee: lee,
    snoozedUntil: until,
  });
});

test("a case of a colleague stays as it is: the server refuses", () => {
  const row = testReview({ assignee: ana, snoozedUntil: until });
  for (const act of ["claim", "release", "unsnooze"] as const) expect(expectedRow(row, { act }, lee)).toBe(row);
  expect(expectedRow(row, { act: "snooze", until }, lee)).toBe(row);
});

test("who gets an assigned case is the server's to say", () => {
  const row = testReview();
  expect(expectedRow(row, { act: "assign", user_id: "ana" }, lee)).toBe(row);
});

test("tags are sorted, as the server stores them", () => {
  const row = testReview({ tags: ["vip", "old"] });
  expect(expectedRow(row, { act: "tag", add: ["hail"], remove: ["old"] }, lee).tags).toEqual(["hail", "vip"]);
});
