import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { renderInEditor } from "../testing/test-editor";
import EditorDialogs from "./editor-dialogs";

const changes = [
  { kind: "added", place: { taskId: "b" }, name: "B", sentences: ["The task “B” was added."] },
  {
    ...{ kind: "changed", place: { settingKey: "approval_limit" }, name: "Approval limit" },
    sentences: ["The setting “Approval limit” changed.", "“Value” was $1,000.00 and is now $500.00."],
  },
];

/** Opens the dialog for a draft of version 2. The comparison gets this answer. */
function setup(comparison: () => Response) {
  const asked: string[] = [];
  const fetch = vi.fn<typeof globalThis.fetch>(async (address) => {
    asked.push(String(address));
    return String(address).includes("/comparison") ? comparison() : Response.json({ sessions: [], missingKeys: [] });
  });
  const view = renderInEditor(<EditorDialogs />, testDocument("a b", "a>b"), fetch);
  view.saver.setPublished({ revision: 1, versionId: "v2", number: 2 });
  return { ...view, asked };
}

test.each(["publish", "discard"] as const)(
  "before one presses %s, the changes stand there as sentences",
  async (about) => {
    const { store, asked } = setup(() => Response.json({ from: 2, to: "draft", changes }));
    store.getState().ask({ about });
    const list = await screen.findByRole("list", { name: "Changes" });
    expect([...list.children].map(({ textContent }) => textContent)).toEqual([
      "The task “B” was added.",
      "The setting “Approval limit” changed.“Value” was $1,000.00 and is now $500.00.",
    ]);
    expect(screen.getByRole("heading", { name: "What the draft changes of version 2" })).toBeDefined();
    expect(screen.getByRole("link", { name: "See 2 changes on the graph" }).getAttribute("href")).toBe(
      "/workflows/test/versions?from=2&to=draft",
    );
    expect(asked).toContain("/api/v1/workflows/test/comparison?from=2&to=draft");
  },
);

test("a draft without changes says so", async () => {
  const { store } = setup(() => Response.json({ from: 2, to: "draft", changes: [] }));
  store.getState().ask({ about: "publish" });
  expect(await screen.findByText("Nothing is different.")).toBeDefined();
});

test("changes that cannot be read are named, and publishing is still offered", async () => {
  const { store } = setup(() => new Response("", { status: 503 }));
  store.getState().ask({ about: "publish" });
  const section = await screen.findByRole("region", { name: "Changes" });
  expect(await within(section).findByText("The changes could not be read.")).toBeDefined();
  expect(screen.getByRole("button", { name: "Publish" })).toBeDefined();
});

test("the first version has no changes to show", async () => {
  const { store } = renderInEditor(<EditorDialogs />, testDocument("a b", "a>b"));
  store.getState().ask({ about: "publish" });
  expect(await screen.findByRole("dialog", { name: "Publish" })).toBeDefined();
  expect(screen.queryByRole("region", { name: "Changes" })).toBeNull();
});

test("a warning is a link in the dialog, and does not keep the draft from being published", async () => {
  const say = (id: string) => ({ id, kind: "say", label: "Say hello", config: { message: "Hello." } });
  const document = testDocument("", "", {
    tasks: [say("a"), say("b")],
    edges: [{ id: "ab", from: "a", to: "b" }],
    startTaskId: "a",
  });
  const { store, user } = renderInEditor(<EditorDialogs />, document);
  store.getState().ask({ about: "publish" });
  const list = await screen.findByRole("list", { name: "Worth a look" });
  expect(screen.getByRole("button", { name: "Publish" })).toBeDefined();
  await user.click(within(list).getByRole("button", { name: /^Two tasks are called "Say hello"/ }));
  expect(store.getState().selection.taskIds).toEqual(["b"]);
  expect(store.getState().asking).toBeNull();
});
