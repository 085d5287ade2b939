import { describe, expect, test } from "vitest";
import { Context, graphDefinitionSchema, type JsonObject } from "@/lib/engine";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { injection, testExecution } from "../tests/test-kind";
import { respondWithoutModel } from "./respond-without-model";

const graph = graphDefinitionSchema.parse(insuranceClaims);

interface Message {
  values?: JsonObject;
  form?: JsonObject;
  taskId?: string;
  facts?: JsonObject;
}

async function respond(text: string, { values, form = {}, taskId = graph.startTaskId, facts = {} }: Message = {}) {
  const context = new Context(values);
  const execution = testExecution({
    taskId,
    answer: { type: "message", asked: true, text, messageSeqs: [1], facts, confirmsWaitId: null, waitId: null },
    wait: { audience: "claimant", form: { type: "reply", question: "What happened?", ...form } },
  });
  return { response: await respondWithoutModel(context, execution, graph), context };
}

test("a story alone has no response of its own", async () => {
  expect((await respond("A van hit my parked car")).response).toBeUndefined();
  expect((await respond("")).response).toBeUndefined();
});

test("a question is answered, and the story beside it is left to be read", async () => {
  const { response } = await respond("A van hit my car. How long does it take?");
  expect(response?.words).toContain("decided at once");
  expect(response?.rest).toContain("A van hit my car");
});

test("a wish for a person is stored, and the task asks nothing more", async () => {
  const { response, context } = await respond("I want to talk to a person");
  expect(response).toMatchObject({ wantsPerson: true });
  expect(context.get("asked_for_person")).toBe(true);
});

test("an injury is stored once, in words or in a form", async () => {
  const { response, context } = await respond("A van hit my car and my arm is broken");
  expect(response?.words).toContain("somebody was hurt");
  expect(context.get("told_injury")).toContain("arm is broken");
  expect((await respond("my arm is broken", { values: { told_injury: "x" } })).context.get("told_injury")).toBe("x");
  expect((await respond("", { facts: { description: "my leg is broken" } })).context.get("told_injury")).toContain(
    "leg",
  );
});

test("another language is answered in it, but a value in it is taken", async () => {
  const { response, context } = await respond("Hola, ayer robaron mi coche en la calle");
  expect(response?.words).toContain("solo leo inglés");
  expect(context.get("other_language")).toBe("Spanish");
  const field = { key: "amount_cents", label: "Amount", type: "money", required: true };
  expect((await respond("700 dolares", { form: { field } })).response).toBeUndefined();
});

test("a matter that is not handled is refused, and a yes to the offer brings it to a person", async () => {
  const { response, context } = await respond("My dog is ill, the vet costs $400");
  expect(response).toMatchObject({ buttons: ["person"], offer: "person" });
  expect(context.get("outside_matter")).toBeDefined();
  expect((await respond("yes", { form: { offer: "person" } })).response).toMatchObject({ wantsPerson: true });
  expect((await respond("no", { form: { offer: "person" } })).response?.words).toBe("All right.");
});

test("a yes alone does not withdraw a claim", async () => {
  const { response, context } = await respond("yes", { form: { offer: "withdraw" } });
  expect(response?.words).toContain("A yes alone does not withdraw it");
  expect(context.values()).toEqual({});
});

describe("during a review", () => {
  const taskId = graph.tasks.find(({ kind }) => kind === "review")?.id ?? "";

  test("questions are answered, and everything else is left to the reviewer", async () => {
    expect((await respond("How long does it take?", { taskId })).response).toMatchObject({ rest: "" });
    expect((await respond("my arm is broken", { taskId })).context.values()).toEqual({});
    expect((await respond("Is the moon made of cheese?", { taskId })).response?.rest).toContain("cheese");
  });
});

test.each([injection, "x".repeat(100_000), "\u202E\u0000{{ constructor }}", "__proto__"])(
  "hostile text confirms, decides and withdraws nothing: %.30s",
  async (text) => {
    const { context } = await respond(text);
    for (const key of ["confirmed", "confirmed_at", "decision", "outcome", "settings"]) {
      expect(context.get(key)).toBeUndefined();
    }
  },
);
