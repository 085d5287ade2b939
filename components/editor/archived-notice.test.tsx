import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { ArchivedNotice } from "./archived-notice";
import { renderInEditor } from "./testing/test-editor";

function setup(answer: () => Response) {
  const send = vi.fn<typeof fetch>(async () => answer());
  const view = renderInEditor(<ArchivedNotice />, testDocument("a", ""), send);
  return { ...view, send };
}
const unarchive = () => screen.findByRole("button", { name: "Unarchive" });

test("an archived workflow says that nobody can start it, and is unarchived", async () => {
  const { store, user, send } = setup(() => Response.json({ id: "test" }));
  expect(screen.queryByRole("region", { name: "Archived" })).toBeNull();
  store.setState({ isArchived: true });
  expect((await screen.findByRole("region", { name: "Archived" })).textContent).toContain("nobody can start it");
  await user.click(await unarchive());
  expect(
    (await screen.findByText("It is in the list again, and people can start it.")) === document.activeElement,
  ).toBe(true);
  expect(send.mock.lastCall).toMatchObject(["/api/v1/workflows/test", { method: "PATCH", body: '{"archived":false}' }]);
  expect(store.getState().isArchived).toBe(false);
});

test("a workflow that cannot be unarchived stays so, and the reason is shown", async () => {
  const headers = { "content-type": "application/problem+json" };
  const problem = { code: "forbidden", detail: "You may not do this." };
  const { store, user } = setup(() => new Response(JSON.stringify(problem), { status: 403, headers }));
  store.setState({ isArchived: true });
  await user.click(await unarchive());
  expect((await screen.findByRole("alert")).textContent).toBe("It is still archived. You may not do this.");
  expect(store.getState().isArchived).toBe(true);
});
