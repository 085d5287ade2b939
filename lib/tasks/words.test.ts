import { expect, test } from "vitest";
import { nameInSentence, namesInSentence } from "./words";

const name = (label: string) => nameInSentence({ label });

test("a label inside a sentence reads like English", () => {
  expect(["Amount", "Where", "When", "What happened", "Type", "Injuries"].map(name)).toEqual([
    ...["the amount", "the place", "the day", "what happened", "the type", "the injuries"],
  ]);
  expect(["VIN", "Your phone number", "The plate", "Was anybody hurt?", "IBAN of the account"].map(name)).toEqual([
    ...["the VIN", "your phone number", "the plate", "“Was anybody hurt?”", "the IBAN of the account"],
  ]);
  expect(namesInSentence([{ label: "Where" }, { label: "Amount" }])).toBe("the place and the amount");
});
