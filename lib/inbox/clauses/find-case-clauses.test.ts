import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { asReviewer, type ReviewerPrincipal } from "@/lib/auth/principal";
import { createReviewer } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { startOpenAiTestServer } from "@/lib/llm/openai-test-server";
import { storePassages } from "@/lib/search/evaluation/store-passages";
import { getCase } from "../find-case";
import { editCase } from "../mutations";
import { openCase } from "../test-cases";
import { findCaseClauses } from "./find-case-clauses";

withTestDatabase();
afterEach(() => vi.unstubAllEnvs());

const hail = "Damage by hail and storm is covered above a deductible of $250.";
const theft = "Theft of the vehicle is covered at its market value on the day of the loss.";
const glass = "Window glass of the vehicle is repaired without a deductible.";
const fire = "Fire, explosion and lightning damage to the vehicle is covered without a deductible.";

let ana: ReviewerPrincipal;
beforeAll(async () => {
  ana = await createReviewer("Ana");
  const store = (name: string, texts: string[], audience: "claimants" | "staff" = "claimants") =>
    storePassages((text, values) => pool().query(text, values), { name, audience }, texts);
  await store("terms", [`Garages may not be used. ${hail}`, theft, glass, fire]);
  await store("manual", ["Hail damage is paid by a table of dents."], "staff");
  await store("farm-terms", ["Hail on fields is covered by the farm terms."]);
});

const fields = [
  { key: "amount_cents", label: "Amount", type: "money", required: true },
  { key: "description", label: "What happened", type: "long_text", required: false },
  { key: "place", label: "Place", type: "text", required: false },
];
const open = (facts = { description: "Hail dented the roof" }, collections = ["terms"], review = {}) =>
  openCase({ facts, collections, review: { fields, ...review } });

describe("the clauses of a case", () => {
  test("are the three that fit best, each with the sentence that fits", async () => {
    const { caseId } = await open();
    const clauses = await findCaseClauses(ana, caseId);
    expect(clauses).toHaveLength(3);
    expect(clauses[0]).toMatchObject({ document: "Document of terms", version: 1, heading: "", quote: hail });
    expect((await getCase(ana, caseId)).hasDocuments).toBe(true);
  });

  test("say which of them fit, and which are only the nearest", async () => {
    const fitsOf = async (description: string) => {
      const { caseId } = await open({ description });
      return (await findCaseClauses(ana, caseId)).map(({ fits }) => fits);
    };
    expect(await fitsOf("Hail dented the roof")).toEqual([true, false, false]);
    expect(await fitsOf("A meteorite fell on the bonnet")).toEqual([false, false, false]);
  });

  test("follow a correction of the reviewer", async () => {
    const { caseId } = await open();
    await editCase(ana, caseId, { edits: { description: "The car was stolen" }, expected_version: 1 });
    expect((await findCaseClauses(ana, caseId))[0]?.quote).toBe(theft);
  });

  test("come from the collections of the workflow alone, also from those for staff", async () => {
    const { caseId } = await open(undefined, ["terms", "manual"]);
    const documents = (await findCaseClauses(ana, caseId)).map(({ document }) => document);
    expect(documents).toContain("Document of manual");
    expect(documents).not.toContain("Document of farm-terms");
  });

  test("are those for claimants when the reviewer is the claimant", async () => {
    const { caseId, who } = await open(undefined, ["manual", "farm-terms"]);
    const own = { ...who, roles: ["claimant" as const, "reviewer" as const], queues: ["claims"] };
    await prisma.user.update({ where: { id: who.userId }, data: { roles: own.roles, queues: own.queues } });
    const documents = (await findCaseClauses(asReviewer(own), caseId)).map(({ document }) => document);
    expect(documents).toEqual(["Document of farm-terms"]);
  });

  test("are none without collections, and none while nothing is told", async () => {
    const without = await open(undefined, []);
    expect(await findCaseClauses(ana, without.caseId)).toEqual([]);
    expect((await getCase(ana, without.caseId)).hasDocuments).toBe(false);
    const untold = await openCase({ collections: ["terms"] });
    expect(await findCaseClauses(ana, untold.caseId)).toEqual([]);
  });

  test("are searched by the place when nothing else is told", async () => {
    const { caseId } = await openCase({ facts: { place: "the window" }, collections: ["terms"] });
    expect((await findCaseClauses(ana, caseId))[0]?.quote).toBe(glass);
  });

  test("are not there for a reviewer of other queues", async () => {
    const { caseId } = await open();
    await expect(findCaseClauses(await createReviewer("Tom", ["other"]), caseId)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(findCaseClauses(ana, randomUUID())).rejects.toMatchObject({ code: "not_found" });
  });

  test("cannot be searched while the server of the embedding model fails, and that has words", async () => {
    const { caseId } = await open();
    const server = await startOpenAiTestServer();
    server.embedWith(() => ({ status: 400 }));
    vi.stubEnv("LLM_BASE_URL", server.baseUrl);
    vi.stubEnv("LLM_MODEL", "chat");
    vi.stubEnv("EMBEDDING_MODEL", "static-minilm-128");
    await expect(findCaseClauses(ana, caseId)).rejects.toMatchObject({ code: "unavailable" });
    await server.close();
  });
});
