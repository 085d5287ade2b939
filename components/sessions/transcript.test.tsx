import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { TestProviders } from "@/components/testing/test-providers";
import type { ChatMessage } from "@/lib/sessions/schema";
import { Transcript } from "./transcript";

const message = (seq: number, role: ChatMessage["role"], text: string, change: Partial<ChatMessage> = {}) => ({
  ...{ id: `m${seq}`, seq, role, text, createdAt: "2026-11-15T10:00:00Z", clientMessageId: null, flags: [] },
  ...change,
});

test("messages have their speaker, their warnings and their sources; without one there is a sentence", () => {
  const citation = { passage: "p1", quote: "Theft is covered.", document: "Terms", heading: "Theft", version: 1 };
  const messages = [
    message(1, "user", "Am I covered for [1]?", { flags: ["asks for approval"] }),
    message(2, "assistant", "Theft is covered. [1]", { citations: [citation] }),
  ];
  const { rerender } = render(<Transcript messages={messages} claimantName="Dana Kim" />, { wrapper: TestProviders });
  const [asked, answered] = screen.getAllByRole("listitem") as [HTMLElement, HTMLElement];
  expect(asked.textContent).toContain("Dana Kim");
  expect(asked.textContent).toContain("Am I covered for [1]?asks for approval");
  expect(within(answered).getByRole("button", { name: "Source 1: Terms, Theft" })).toBeTruthy();
  rerender(<Transcript messages={[]} claimantName="Dana Kim" />);
  expect(screen.getByText("No messages yet.")).toBeTruthy();
});
