import { beforeAll, expect, test } from "vitest";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { decide } from "../decide";
import { getCase } from "../find-case";
import { openCase } from "../test-cases";
import { decisionBodySchema } from "./schema";

// The documents that a reviewer can ask for are those of the task's config.
withTestDatabase();

let ana: ReviewerPrincipal;
beforeAll(async () => {
  ana = await createReviewer("Ana");
});
const review = { documents: [{ name: "Photos of the damage" }, { name: "Police report" }] };
const ask = { verdict: "request_information", expected_version: 1 };

test("the case offers the documents of its task, and the question to the claimant names the wanted ones", async () => {
  const { caseId, sessionId, decisions } = await openCase({ review });
  expect((await getCase(ana, caseId)).form.documents).toEqual(["Photos of the damage", "Police report"]);
  const body = decisionBodySchema.parse({ ...ask, question: "What happened?", fields: ["place"] });
  await decide(ana, caseId, { ...body, documents: ["Police report", "Photos of the damage"] });
  expect(await decisions()).toMatchObject([{ documents: ["Police report", "Photos of the damage"] }]);
  const wait = await prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } });
  expect(wait).toMatchObject({
    audience: "claimant",
    form: {
      question: "What happened?\n\nPlease tell us the place.\n\nPlease send us: Police report, Photos of the damage.",
    },
  });
});

test("documents are enough to ask for", async () => {
  const { caseId, sessionId } = await openCase({ review });
  await decide(ana, caseId, decisionBodySchema.parse({ ...ask, documents: ["Police report"] }));
  const wait = await prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } });
  expect(wait.form).toMatchObject({ question: "Please send us: Police report." });
});

test("a document that the task does not list is refused, and so is one beside another verdict", async () => {
  const { caseId, decisions } = await openCase({ review });
  await expect(decide(ana, caseId, { ...ask, question: "Why?", documents: ["Passport"] })).rejects.toMatchObject({
    ...{ code: "invalid", options: { fields: { documents: expect.stringContaining("Passport") } } },
  });
  expect(await decisions()).toEqual([]);
  const other = decisionBodySchema.safeParse({ verdict: "approve", documents: ["Police report"], expected_version: 1 });
  expect(other.success).toBe(false);
});

test("a task without a list offers none", async () => {
  const { caseId } = await openCase();
  expect((await getCase(ana, caseId)).form.documents).toEqual([]);
});
