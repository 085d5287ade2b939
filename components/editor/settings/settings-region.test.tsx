import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { renderInEditor } from "../testing/test-editor";
import SettingsRegion from "./settings-region";

const limit = { key: "limit", label: "Limit", type: "money" as const, value: 100_000 };
const setup = () => renderInEditor(<SettingsRegion />, testDocument("a", "", { settings: [limit] }));
type Store = ReturnType<typeof setup>["store"];
const settingsIn = (store: Store) => store.getState().document.definition.settings;

test("a designer adds a setting; a setting without a name is refused", async () => {
  const { user, store } = setup();
  await user.click(screen.getByRole("button", { name: "Add setting" }));
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(screen.getByText("Give it a name, please.")).toBeDefined();
  await user.type(screen.getByRole("textbox", { name: "Name of the setting" }), "Waiting time");
  await user.selectOptions(screen.getByRole("combobox", { name: "Type" }), "Duration");
  await user.click(screen.getByRole("button", { name: "Add" }));
  expect(settingsIn(store)).toMatchObject([{ key: "limit" }, { key: "waiting_time", type: "duration" }]);
});

test("money is typed in dollars and stored in cents; an invalid amount stays in the box", async () => {
  const { user, store } = setup();
  const box = screen.getByRole("textbox", { name: "Limit" });
  expect(box).toHaveProperty("value", "$1,000.00");
  await user.clear(box);
  await user.type(box, "$1.5k");
  await user.tab();
  expect(box).toHaveProperty("value", "$1,500.00");
  expect(settingsIn(store)).toMatchObject([{ value: 150_000 }]);
  await user.clear(box);
  await user.type(box, "much");
  expect(box).toHaveProperty("value", "much");
  expect(box.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText("Type an amount like 1000, 1,000.50 or $1.5k.")).toBeDefined();
});

test("a key is renamed on Enter; an invalid key is refused with a reason", async () => {
  const { user, store } = setup();
  await user.click(screen.getByRole("button", { name: "More about Limit" }));
  const key = screen.getByRole("textbox", { name: "Key" });
  await user.clear(key);
  await user.type(key, "Not a key{Enter}");
  expect(key.getAttribute("aria-invalid")).toBe("true");
  expect(settingsIn(store)).toMatchObject([{ key: "limit" }]);
});

test("the choices of a setting are added and removed, and its value stays one of them", async () => {
  const { user, store } = setup();
  await user.click(screen.getByRole("button", { name: "More about Limit" }));
  await user.selectOptions(screen.getByRole("combobox", { name: "Type" }), "Choice");
  const choices = screen.getByRole("group", { name: "Choices" });
  await user.click(within(choices).getByRole("button", { name: "Add choice" }));
  await user.click(within(choices).getByRole("button", { name: "Take choice 1 away" }));
  const [setting] = settingsIn(store);
  expect(setting?.options).toHaveLength(1);
  expect(setting?.value).toBe(setting?.options?.[0]?.value);
});
