import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TestRequest } from "@/components/testing/test-request";
import { router } from "@/components/testing/test-router";
import { EmbedAgain } from "./embed-again";

beforeEach(() => vi.stubGlobal("XMLHttpRequest", TestRequest));
afterEach(() => {
  TestRequest.all = [];
  vi.unstubAllGlobals();
});

const collection = {
  ...{ name: "terms", audience: "staff" as const, embedding_model: "old", is_current: false, embedded: 64 },
  ...{ documents: 1, passages: 200, created_at: "2026-11-30T12:00:00Z" },
};

test("says which models differ and how much is done, and shows the progress", async () => {
  const user = userEvent.setup();
  render(<EmbedAgain collection={collection} model="new" />);
  expect(screen.getByText(/embeddings of old/).textContent).toContain("embedded with new");
  expect(screen.getByText(/64 of 200 passages are done/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Embed again" }));
  act(() => TestRequest.last.write({ done: 64, of: 136 }));
  expect(screen.getByRole("progressbar", { name: "Embedding of terms" }).getAttribute("max")).toBe("136");
  expect(screen.getByText("64 of 136 passages")).toBeTruthy();
  router.refresh.mockClear();
  await act(async () => TestRequest.last.write({ result: { embedded: 136, collection } }));
  await act(async () => TestRequest.last.end());
  expect(router.refresh).toHaveBeenCalled();
});

test("a failure says that what is embedded is kept", async () => {
  const user = userEvent.setup();
  render(<EmbedAgain collection={collection} model="new" />);
  await user.click(screen.getByRole("button", { name: "Embed again" }));
  await act(async () => TestRequest.last.answer(503, { detail: "The server of the embedding model did not answer." }));
  expect((await screen.findByRole("alert")).textContent).toContain("What is embedded is kept");
  await user.click(screen.getByRole("button", { name: "Embed again" }));
  expect(TestRequest.all).toHaveLength(2);
});
