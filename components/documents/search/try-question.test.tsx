import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { TryQuestion } from "./try-question";

const fetchMock = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetchMock);
afterEach(() => void fetchMock.mockReset());

const passage = {
  ...{ id: "1", document_id: "2", collection: "terms", document: "Car terms", version: 1, heading: "Glass", page: 3 },
  ...{ text: "Glass repair is covered.", score: 0.0491, text_rank: 2, vector_rank: null, similarity: null },
  words: ["Glass", "covered"],
};

async function ask(question: string) {
  const user = userEvent.setup();
  await user.type(screen.getByRole("textbox", { name: "Question" }), question);
  await user.click(screen.getByRole("button", { name: "Search" }));
}

test("shows what was found with its scores and why, and marks the words", async () => {
  fetchMock.mockResolvedValue(Response.json({ passages: [passage] }));
  render(<TryQuestion collections={["terms"]} />);
  await ask("Is glass covered?");
  const item = within(await screen.findByRole("list", { name: "Passages found" })).getByRole("listitem");
  expect(item.textContent).toContain("Score 0.0491 · place 2 by words · not in the list of embeddings");
  expect(item.textContent).toContain("version 1 · page 3");
  expect([...item.querySelectorAll("mark")].map((mark) => mark.textContent)).toEqual(["Glass", "Glass", "covered"]);
  expect(within(item).getByRole("link").getAttribute("href")).toBe("/documents/terms/2");
  expect(JSON.parse(fetchMock.mock.calls[0]?.[1]?.body as string)).toEqual({
    ...{ query: "Is glass covered?", limit: 10, collection: "terms" },
  });
});

test("says that nothing was found, and keeps the question when the search fails", async () => {
  fetchMock.mockResolvedValueOnce(Response.json({ passages: [] }));
  render(<TryQuestion collections={["a", "b"]} />);
  await ask("Zebras?");
  expect((await screen.findByText(/Nothing was found/)).textContent).toContain("ask with other words");
  expect(JSON.parse(fetchMock.mock.calls[0]?.[1]?.body as string)).not.toHaveProperty("collection");
  fetchMock.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  await ask(" Really?");
  expect((await screen.findByRole("alert")).textContent).toContain("could not be reached");
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Question" }).value).toBe("Zebras? Really?");
});

test("an empty question is not sent", async () => {
  render(<TryQuestion collections={["terms"]} />);
  await ask(" ");
  expect(fetchMock).not.toHaveBeenCalled();
});
