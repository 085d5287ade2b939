import { expect, it } from "vitest";
import { oneLine } from "./one-line";

class Nameless extends Error {
  override name = "Nameless";
}

it.each<[string, unknown, string]>([
  ["the message", new Error("It is late."), "It is late."],
  ["the first line of several", new Error("It is late.\n    at clock"), "It is late."],
  ["the first line that is not empty", new Error("\r\n  \n  It is late.\nat"), "at"],
  [
    "the last line of Prisma's",
    new Error(
      "\nInvalid `\u001b[31mprisma.x()\u001b[0m` invocation in\nfile.ts:1\n\n→ 1 prisma\n" + "Not there.\u001b[39m",
    ),
    "Not there.",
  ],
  ["the first of several reasons", new AggregateError([new Error("refused"), new Error("timed out")]), "refused"],
  ["no reason of several", new AggregateError([]), "AggregateError without a message"],
  ["the cause of an error without a message", new Error("", { cause: new Error("deep") }), "deep"],
  ["the code of an error without a message", Object.assign(new Nameless(""), { code: "EPIPE" }), "Nameless EPIPE"],
  ["the name of an error without message and code", new Nameless("\n"), "Nameless without a message"],
  ["an error that is its own cause", circular(), "Error without a message"],
  ["a text that was thrown", "\nno\n", "no"],
  ["an object that was thrown", { reason: "no" }, "{ reason: 'no' }"],
  ["nothing", undefined, "undefined"],
  ["null", null, "null"],
  ["an empty text", "", "unknown reason"],
])("of an error shows %s", (_, error, line) => {
  expect(oneLine(error)).toBe(line);
});

function circular(): Error {
  const error = new Error("");
  error.cause = error;
  return error;
}

it("cuts what is too long for a line", () => {
  expect(oneLine(new Error("x".repeat(10_000)))).toHaveLength(504);
});
