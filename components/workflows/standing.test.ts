import { expect, test } from "vitest";
import { edgeWords } from "./standing";

test("an edge reads as a sentence: what follows, on which condition, or as the answer to a question", () => {
  expect(edgeWords({ label: "" })).toBe("then");
  expect(edgeWords({ label: "otherwise" })).toBe("otherwise");
  expect(edgeWords({ label: "amount is less than $1,000" })).toBe("if amount is less than $1,000");
  expect(edgeWords({ label: "Other response", question: "Approval Decision?" })).toBe(
    "Approval Decision? Other response",
  );
});
