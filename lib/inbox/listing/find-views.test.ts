import { beforeAll, expect, it } from "vitest";
import { asReviewer, type ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { findViews, removeView, saveView } from "./find-views";

withTestDatabase();

let [ana, tom, eve]: ReviewerPrincipal[] = [];

async function reviewerOf(queue: string): Promise<ReviewerPrincipal> {
  return asReviewer({ ...(await createReviewer()), queues: [queue] });
}

beforeAll(async () => {
  await prisma.queue.createMany({ data: ["claims", "other"].map((id) => ({ id, name: id })), skipDuplicates: true });
  [ana, tom, eve] = [await reviewerOf("claims"), await reviewerOf("claims"), await reviewerOf("other")];
});

const namesOf = async (who: ReviewerPrincipal | undefined) =>
  (await findViews(who as ReviewerPrincipal)).map(({ name, isOwn }) => `${name}${isOwn ? " (own)" : ""}`);

it("shows a private view to its owner, and that of a queue to everyone of the queue", async () => {
  await saveView(ana as ReviewerPrincipal, { name: "Mine, large first", query: "tab=mine&sort=amount", queue: null });
  await saveView(ana as ReviewerPrincipal, { name: "Late ones", query: "overdue=true", queue: "claims" });
  expect(await namesOf(ana)).toEqual(["Late ones (own)", "Mine, large first (own)"]);
  expect(await namesOf(tom)).toEqual(["Late ones"]);
  expect(await namesOf(eve)).toEqual([]);
});

it("refuses a view for a queue of others", async () => {
  const view = { name: "x", query: "", queue: "claims" };
  await expect(saveView(eve as ReviewerPrincipal, view)).rejects.toMatchObject({ code: "forbidden" });
});

it("lets only the owner delete a view", async () => {
  const { id } = await saveView(ana as ReviewerPrincipal, { name: "Gone soon", query: "", queue: "claims" });
  await expect(removeView(tom as ReviewerPrincipal, id)).rejects.toMatchObject({ code: "not_found" });
  await removeView(ana as ReviewerPrincipal, id);
  expect(await namesOf(tom)).not.toContain("Gone soon");
});
