import { expect, test } from "vitest";
import { testQueue } from "@/components/testing/test-queues";
import { readTexts, toTexts } from "./queue-texts";

const person = (caseLimit: string, approvesUpTo: string) => ({ ana: { caseLimit, approvesUpTo } });

test("what is stored is typed and read as the same", () => {
  const queue = testQueue();
  expect(toTexts(queue)).toEqual({
    ...{ name: "Claims", lead: "ana", caseLimit: "20", dueHours: "1.5" },
    people: { ana: { caseLimit: "", approvesUpTo: "5000.00" }, tom: { caseLimit: "", approvesUpTo: "" } },
  });
  const { id: _id, ...body } = queue.settings;
  expect(readTexts(toTexts(queue), 3)).toEqual({ body });
});

test("an empty text is not a limit, and a person without limits is not named", () => {
  const texts = { ...toTexts(testQueue()), caseLimit: " ", dueHours: "", people: person("", "") };
  expect(readTexts(texts, 3)).toMatchObject({ body: { case_limit: null, due_hours: null, members: [] } });
});

test("amounts are read as people write them; zero approves nothing", () => {
  const cents = (typed: string) => {
    const read = readTexts({ ...toTexts(testQueue()), people: person("", typed) }, 3);
    return "body" in read ? read.body.members[0]?.approves_up_to_cents : read.problems["approves-ana"];
  };
  expect([cents("$1,250.50"), cents("0"), cents("0.00")]).toEqual([125_050, 0, 0]);
  for (const bad of ["-5", "many", "1.000,50", "$5 to $10"]) expect(cents(bad), bad).toMatch(/Write an amount/);
});

test.each([
  ["queue-limit", { caseLimit: "0" }],
  ["queue-limit", { caseLimit: "2.5" }],
  ["queue-due", { dueHours: "soon" }],
  ["queue-due", { dueHours: "9999" }],
  ["queue-name", { name: " " }],
  ["cases-ana", { people: person("-1", "") }],
])("%s names what cannot be read of %j", (id, change) => {
  expect(readTexts({ ...toTexts(testQueue()), ...change }, 3)).toEqual({ problems: { [id]: expect.any(String) } });
});
