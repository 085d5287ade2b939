import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { receiveMessage } from "@/lib/chat/receive-message";
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
/** No page takes files from a claimant. */
const howTo = "Files cannot be sent here: please write what they show, and keep them at hand.";
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
      question: [
        "What happened?",
        "Please tell us the place.",
        `Documents that are wanted: Police report, Photos of the damage. ${howTo}`,
      ].join("\n\n"),
    },
  });
});

test("documents are enough to ask for", async () => {
  const { caseId, sessionId } = await openCase({ review });
  await decide(ana, caseId, decisionBodySchema.parse({ ...ask, documents: ["Police report"] }));
  const wait = await prisma.wait.findFirstOrThrow({ where: { sessionId, status: "open" } });
  expect(wait.form).toMatchObject({ question: `Documents that are wanted: Police report. ${howTo}` });
});

test.each(["how do i send it?", "where can I upload the photos?", "can I post them to you?"])(
  "%j is answered while a document is asked for, and the specialist's question stays open",
  async (text) => {
    const { caseId, sessionId, who } = await openCase({ review });
    await decide(ana, caseId, decisionBodySchema.parse({ ...ask, documents: ["Police report"] }));
    const { response } = await receiveMessage(who, { sessionId, clientMessageId: randomUUID(), text });
    expect(response).toContain(`${howTo} The specialist reads it.`);
    expect(response).toContain("The specialist's question is still open");
    expect(response).not.toContain("I do not ask for photos");
  },
);

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
