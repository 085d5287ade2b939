import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { ChangedWords } from "./changed-words";

const words = (before: string, after: string) => {
  const { container } = render(
    <ChangedWords sentence="The sentence." intro="“Letter” changed" {...{ before, after }} />,
  );
  const texts = (name: string) => [...container.querySelectorAll(name)].map(({ textContent }) => textContent);
  return { added: texts("ins"), removed: texts("del"), text: container.textContent };
};

test("added and removed words are marked, and long texts between them are cut", () => {
  const long = "word ".repeat(100);
  const { added, removed, text } = words(`${long}old ${long}`, `${long}new ${long}`);
  expect([added, removed]).toEqual([["new "], ["old "]]);
  expect(text).toContain("…");
  expect(text?.length).toBeLessThan(400);
});

test("texts without a common word are shown on two lines", () => {
  const { added, removed } = words("One text", "Another line");
  expect([added, removed]).toEqual([["Another line"], ["One text"]]);
});
