import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { type JsonValue, NextAction } from "@/lib/engine";
import { injection, startTask } from "../tests/test-kind";

const say = (message: string, start: Parameters<typeof startTask>[2] = {}) => startTask("say", { message }, start);

test("says its message with the values and goes on", async () => {
  const task = say("We have noted {{ amount_cents | money }} under {{ reference }}.", {
    values: { reference: "CLM-1", amount_cents: 64_000 },
  });
  const result = await task.run();
  expect(result).toMatchObject({
    nextAction: NextAction.ContinueAndExecute,
    response: "We have noted $640.00 under CLM-1.",
  });
  expect(task.said()).toEqual(["We have noted $640.00 under CLM-1."]);
});

test("prints nothing for a value that is not known or of another type", async () => {
  expect((await say("[{{ reference }}][{{ amount_cents | money }}]").run()).response).toBe("[][]");
  const wrong = say("[{{ day | day }}][{{ amount_cents | money }}]", { values: { day: 5, amount_cents: "much" } });
  expect((await wrong.run()).response).toBe("[][]");
});

test("a setting wins over a value of the same name", async () => {
  const task = say("{{ settings.limit | money }}", {
    values: { settings: { limit: 1 } },
    settings: [{ key: "limit", label: "Limit", type: "money", value: 100_000 }],
  });
  expect((await task.run()).response).toBe("$1,000.00");
});

test.each([injection, "{% for i in (1..1000) %}x{% endfor %}", "{{ constructor }}", "‮evil <script>alert(1)</script>"])(
  "inserts a claimant's text as it is and never runs it: %s",
  async (place) => {
    expect((await say("It happened here: {{ place }}", { values: { place } }).run()).response).toBe(
      `It happened here: ${place}`,
    );
  },
);

test("reaches no prototype and refuses a template that is too costly", async () => {
  const task = say("[{{ place.constructor }}][{{ place.__proto__ }}][{{ toString }}]", { values: { place: "here" } });
  expect((await task.run()).response).toBe("[][][]");
  await expect(say("{% for i in (1..10000000) %}xxxxxxxxxx{% endfor %}").run()).rejects.toThrow();
});

test("its message carries the sources of an answer, and none when there are none", async () => {
  const citation = { passage: randomUUID(), quote: "by fire", document: "Home terms", heading: "Fire", version: 1 };
  const answer = { answer: "Yes [1]", citations: [citation], answerable: true };
  const told = async (value: JsonValue) => {
    const task = startTask(
      "say",
      { message: "{{ verdict.best.answer }}", citations: "verdict.best" },
      {
        values: { verdict: { best: value } },
      },
    );
    await task.run();
    return task.context().getChatHistory();
  };
  expect(await told(answer)).toMatchObject([{ content: "Yes [1]", data: { citations: [citation] } }]);
  expect((await told({ ...answer, citations: [] }))[0]).not.toHaveProperty("data");
  expect((await told(null))[0]).not.toHaveProperty("data");
  await expect(told({ answer: "Yes [1]", citations: ["a source"] })).rejects.toThrow(/not an answer with sources/);
});
