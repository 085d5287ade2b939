import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { router } from "@/components/testing/test-router";
import { ImportArea } from "../files/import-area";
import { NewWorkflow } from "./new-workflow";

const fetchMock = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetchMock);
afterEach(() => fetchMock.mockReset());

const templates = [{ id: "claims", name: "Insurance claims", description: "A claim, from the report to the letter." }];

async function create(name: string) {
  const user = userEvent.setup();
  render(
    <ImportArea>
      <NewWorkflow templates={templates} />
    </ImportArea>,
  );
  await user.click(screen.getByRole("button", { name: "New workflow" }));
  await user.type(screen.getByRole("textbox", { name: /^Name/ }), name);
  await user.click(screen.getByRole("button", { name: "Create" }));
}
const nameField = () => screen.getByRole<HTMLInputElement>("textbox", { name: /^Name/ });

test("creates a workflow with the typed name and opens it", async () => {
  fetchMock.mockResolvedValue(Response.json({ id: "expense-approval" }));
  await create("Expense approval");
  await waitFor(() => expect(router.push).toHaveBeenCalledWith("/workflows/expense-approval"));
  expect(fetchMock.mock.calls[0]?.[1]?.body).toBe(JSON.stringify({ name: "Expense approval" }));
});

test("shows a refused name at the field, keeps it and focuses the field", async () => {
  const headers = { "content-type": "application/problem+json" };
  const problem = { code: "invalid", fields: { name: "Another workflow has this name." } };
  fetchMock.mockResolvedValue(Response.json(problem, { status: 400, headers }));
  await create("Claims");
  await screen.findByText("Another workflow has this name.");
  expect(nameField().value).toBe("Claims");
  expect(document.activeElement).toBe(nameField());
  expect(router.push).not.toHaveBeenCalled();
});

test("says when the server could not be reached, and keeps the name", async () => {
  fetchMock.mockRejectedValue(new TypeError("Failed to fetch"));
  await create("Claims");
  await screen.findByText("The workflow was not created");
  expect(nameField().value).toBe("Claims");
});
