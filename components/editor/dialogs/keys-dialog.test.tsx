import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { renderInEditor } from "../testing/test-editor";
import EditorDialogs from "./editor-dialogs";

test("lists the keys with their readers and writers, and a link shows one in the inspector", async () => {
  const { user, store } = renderInEditor(<EditorDialogs />, testDocument("a b", "a>b?"));
  store.getState().ask({ about: "keys" });
  const list = await screen.findByRole("list", { name: "Keys" });
  const row = within(list)
    .getAllByRole("listitem")
    .find(({ textContent }) => textContent?.startsWith("amount_cents"));
  expect(row?.textContent).toContain("Nothing writes it");
  await user.click(within(row as HTMLElement).getByRole("button", { name: "A to B" }));
  expect(store.getState().selection.edgeIds).toEqual(["e1"]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a search that finds nothing says so", async () => {
  const { user, store } = renderInEditor(<EditorDialogs />, testDocument("a", ""));
  store.getState().ask({ about: "keys", key: "reference" });
  expect((await screen.findAllByRole("listitem")).length).toBe(1);
  await user.type(screen.getByRole("searchbox", { name: "Search keys" }), "zzz");
  expect(screen.getByRole("status").textContent).toBe("No key has this name.");
});
