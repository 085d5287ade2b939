import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { router } from "@/components/testing/test-router";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { RestoreVersion } from "./restore-version";

const draft = (isDirty: boolean, revision = 7) => ({
  ...testDocument("a", ""),
  ...{
    workflowId: "w",
    revision,
    isDirty,
    isArchived: false,
    baseVersionId: null,
    baseVersionNumber: 2,
    updatedAt: "2026-11-15T12:00:00Z",
  },
  author: { id: "x", name: "Mira Sato" },
});

/** Answers requests in this order. */
function setup(...answers: { status?: number; body: object }[]) {
  const sent: { method: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (_address: string, { method = "GET", body }: RequestInit = {}) => {
    sent.push({ method, body: body ? JSON.parse(String(body)) : undefined });
    const { status = 200, body: answer } = answers.shift() ?? { body: {} };
    const type = status < 400 ? "application/json" : "application/problem+json";
    return new Response(JSON.stringify(answer), { status, headers: { "content-type": type } });
  });
  render(<RestoreVersion workflowId="w" number={1} headingId="h" />);
  return { sent, user: userEvent.setup() };
}
const restore = () => screen.getByRole("button", { name: "Restore as draft" });

test("a draft without changes is replaced at once, and undo brings it back", async () => {
  const { sent, user } = setup(
    { body: draft(false) },
    { body: draft(true, 8) },
    { body: { revision: 9, updatedAt: "" } },
  );
  await user.click(restore());
  expect(await screen.findByText(/The draft is version 1 now/)).toBeDefined();
  expect(sent[1]).toEqual({ method: "POST", body: { number: 1, revision: 7, replacesChanges: false } });
  await user.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("The draft is what it was before.")).toBeDefined();
  expect(sent[2]).toMatchObject({ method: "PUT", body: { revision: 8, definition: draft(false).definition } });
  expect(router.refresh).toHaveBeenCalled();
});

test("a draft with changes is replaced only when the person says so", async () => {
  const { sent, user } = setup({ body: draft(true) }, { body: draft(true) }, { body: draft(true, 8) });
  await user.click(restore());
  const dialog = await screen.findByRole("dialog", { name: "Restore version 1 as draft" });
  expect(dialog.textContent).toContain("last saved by Mira Sato");
  await user.click(screen.getByRole("button", { name: "Keep the draft" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(sent).toHaveLength(1);
  await user.click(restore());
  await user.click(await screen.findByRole("button", { name: "Replace the draft" }));
  expect(await screen.findByText(/The draft is version 1 now/)).toBeDefined();
  expect(sent.at(-1)?.body).toMatchObject({ replacesChanges: true });
});

test("a draft that has changed meanwhile is kept, and the dialog says so", async () => {
  const conflict = { code: "draft_conflict", detail: "This workflow was changed since you opened it." };
  const { user } = setup({ body: draft(true) }, { status: 409, body: conflict });
  await user.click(restore());
  await user.click(await screen.findByRole("button", { name: "Replace the draft" }));
  expect((await screen.findByRole("alert")).textContent).toContain("was changed since you opened it");
});
