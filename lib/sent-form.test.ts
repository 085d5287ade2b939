import { expect, it } from "vitest";
import { formText, sentForm } from "./sent-form";

it("returns an empty form for any other value", () => {
  for (const sent of [undefined, null, 7, "x", [], {}, { get: "x" }]) {
    expect([...sentForm(sent)]).toEqual([]);
  }
  const form = new FormData();
  form.set("text", "hello");
  form.set("file", new File(["x"], "x.txt"));
  expect(sentForm(form)).toBe(form);
  expect([formText(form, "text"), formText(form, "file"), formText(form, "nothing")]).toEqual(["hello", "", ""]);
});
