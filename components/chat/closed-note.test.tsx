import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ClosedNote } from "./closed-note";
import { writeDraft } from "./messages/draft";

const word = { one: "claim", many: "claims" };

test("shows text that was not sent, to copy, and how to write about a decided claim", () => {
  writeDraft("s1", { text: "One more thing", sent: null });
  render(<ClosedNote sessionId="s1" word={word} backTo="My cases" hasJustClosed={false} reference="CLM-1" />);
  expect(screen.getByText("One more thing")).toBeTruthy();
  expect(screen.getByText("CLM-1")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Back to my cases" }).getAttribute("href")).toBe("/claims");
});

test("takes the focus only when the claim closed while the page was open", () => {
  const { unmount } = render(
    <ClosedNote sessionId="s1" word={word} backTo="My cases" hasJustClosed={false} reference={null} />,
  );
  expect(document.activeElement).toBe(document.body);
  unmount();
  render(<ClosedNote sessionId="s1" word={word} backTo="My cases" hasJustClosed reference={null} />);
  expect(document.activeElement).toBe(screen.getByText(/This claim is closed/).parentElement);
});
