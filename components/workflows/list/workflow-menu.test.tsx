import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { router } from "@/components/testing/test-router";
import type { WorkflowItem } from "@/lib/workflows/list/schema";
import { ListStatus } from "./list-status";
import { WorkflowMenu } from "./workflow-menu";

const fetchMock = vi.fn<typeof fetch>();
vi.stubGlobal("fetch", fetchMock);
afterEach(() => {
  fetchMock.mockReset();
  router.push.mockClear();
  router.refresh.mockClear();
});

const workflow: WorkflowItem = {
  ...{ id: "claims", name: "Claims", description: "", created_at: "2026-11-01T00:00:00Z", created_by: null },
  ...{
    archived_at: null,
    published_version: 2,
    published_at: null,
    task_count: 3,
    open_sessions: 2,
    waiting_sessions: 0,
  },
};

async function act(action: string, change: Partial<WorkflowItem> = {}) {
  const user = userEvent.setup();
  render(
    <ListStatus>
      <WorkflowMenu workflow={{ ...workflow, ...change }} />
    </ListStatus>,
  );
  await user.click(screen.getByRole("button", { name: "Actions for Claims" }));
  await user.click(screen.getByRole("menuitem", { name: action }));
  await screen.findByRole("dialog");
  return user;
}
const bodyOf = () => JSON.parse(String(fetchMock.mock.calls[0]?.[1]?.body));
const button = (name: string) => screen.getByRole("button", { name });

test("renaming sends the new name and says it", async () => {
  fetchMock.mockResolvedValue(Response.json({ ...workflow, name: "Notes" }));
  const user = await act("Rename");
  const name = screen.getByRole("textbox", { name: /^Name/ });
  await user.clear(name);
  await user.type(name, "Notes");
  await user.click(button("Rename"));
  await waitFor(() => expect(screen.getByRole("status").textContent).toBe("It is called “Notes” now."));
  expect(fetchMock.mock.calls[0]?.slice(0, 1)).toEqual(["/api/v1/workflows/claims"]);
  expect(bodyOf()).toEqual({ name: "Notes" });
  expect(router.refresh).toHaveBeenCalled();
});

test("a refused name stays in the field, which has the focus", async () => {
  const problem = { code: "invalid", detail: "", fields: { name: "Give it a name, please." } };
  const headers = { "content-type": "application/problem+json" };
  fetchMock.mockResolvedValue(Response.json(problem, { status: 422, headers }));
  const user = await act("Duplicate");
  const name = screen.getByRole<HTMLInputElement>("textbox", { name: /^Name of the copy/ });
  expect(name.value).toBe("Claims (copy)");
  await user.click(button("Duplicate"));
  expect((await screen.findByRole("alert")).textContent).toBe("Give it a name, please.");
  expect(document.activeElement).toBe(name);
  expect(bodyOf()).toEqual({ name: "Claims (copy)", copy_of: "claims" });
  expect(router.push).not.toHaveBeenCalled();
});

test("a dialog that is cancelled gives the focus back to the button of the row", async () => {
  const user = await act("Rename");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(button("Actions for Claims")));
});

test("archiving says how many sessions go on, and focuses what was done", async () => {
  fetchMock.mockResolvedValue(Response.json(workflow));
  const user = await act("Archive");
  expect(screen.getByRole("dialog").textContent).toContain("2 sessions are open; they go on to their end.");
  await user.click(button("Archive"));
  const status = screen.getByRole("status");
  await waitFor(() => expect(status.textContent).toBe("“Claims” is archived."));
  await waitFor(() => expect(document.activeElement).toBe(status));
  expect(bodyOf()).toEqual({ archived: true });
});

test("an archived workflow is unarchived; when that fails, the dialog says so and stays", async () => {
  fetchMock.mockRejectedValue(new TypeError("Failed to fetch"));
  const user = await act("Unarchive", { archived_at: "2026-11-02T00:00:00Z" });
  await user.click(button("Unarchive"));
  expect((await screen.findByRole("alert")).textContent).toContain("GraphFlow could not be reached.");
  expect(bodyOf()).toEqual({ archived: false });
});

test("exporting offers the formats, the draft and each version; a refusal is shown", async () => {
  const headers = { "content-type": "application/problem+json" };
  const problem = { code: "not_found", detail: "There is no version 1 of this workflow." };
  fetchMock.mockResolvedValue(Response.json(problem, { status: 404, headers }));
  const user = await act("Export");
  expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
    ...["The draft", "Version 2", "Version 1"],
  ]);
  await user.click(screen.getByRole("radio", { name: "SVG" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Which" }), "Version 1");
  await user.click(button("Download"));
  expect((await screen.findByRole("alert")).textContent).toContain("There is no version 1 of this workflow.");
  expect(fetchMock.mock.calls[0]?.[0]).toBe("/api/v1/workflows/claims/export?format=svg&version=1");
});
