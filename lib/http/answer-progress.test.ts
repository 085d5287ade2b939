import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { answerWithProgress } from "./answer-progress";

const ask = (accept: string) => new Request("http://localhost/x", { method: "POST", headers: { accept } });
const lines = async (response: Response) =>
  (await response.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

test("A client that accepts lines gets the progress and then the result", async () => {
  const work = async (report: (done: number, of: number) => void) => {
    for (const done of [1, 2]) report(done, 2);
    return { id: 7 };
  };
  const response = await answerWithProgress(ask("application/x-ndjson, application/json"), { work, status: 201 });
  expect([response.status, await lines(response)]).toEqual([
    201,
    [{ done: 1, of: 2 }, { done: 2, of: 2 }, { result: { id: 7 } }],
  ]);
  const plain = await answerWithProgress(ask("*/*"), { work, status: 201 });
  expect([plain.status, await plain.json()]).toEqual([201, { id: 7 }]);
});

test("What fails before the first report is thrown; what fails later is the last line", async () => {
  const fail = async () => {
    throw new AppError("conflict", { detail: "Busy." });
  };
  await expect(answerWithProgress(ask("application/x-ndjson"), { work: fail, status: 200 })).rejects.toThrow("Busy.");
  const work = async (report: (done: number, of: number) => void) => {
    report(1, 2);
    await new Promise((resolve) => setImmediate(resolve));
    return fail();
  };
  const answer = await lines(await answerWithProgress(ask("application/x-ndjson"), { work, status: 200 }));
  expect(answer).toMatchObject([{ done: 1, of: 2 }, { problem: { code: "conflict", status: 409, detail: "Busy." } }]);
});

test("An unexpected error does not show its cause", async () => {
  const work = async (report: (done: number, of: number) => void) => {
    report(1, 2);
    await new Promise((resolve) => setImmediate(resolve));
    throw new Error("secret");
  };
  const answer = await lines(await answerWithProgress(ask("application/x-ndjson"), { work, status: 200 }));
  expect(answer.at(-1)).toMatchObject({ problem: { code: "internal", status: 500 } });
  expect(JSON.stringify(answer)).not.toContain("secret");
});

test("The work goes on when the client leaves", async () => {
  let resolve: (value: string) => void = () => {};
  const end = new Promise<string>((itsResolve) => {
    resolve = itsResolve;
  });
  const work = async (report: (done: number, of: number) => void) => {
    report(1, 2);
    await new Promise((next) => setImmediate(next));
    report(2, 2);
    resolve("done");
    return {};
  };
  const response = await answerWithProgress(ask("application/x-ndjson"), { work, status: 200 });
  await response.body?.cancel();
  expect(await end).toBe("done");
});
