import { expect, test } from "vitest";
import { settingDefinitionSchema } from "@/lib/engine/definition-kit";
import { applyCommand } from "./define-command";
import { addSetting, settingKeyFor } from "./setting-commands";
import { testDocument } from "./test-document";

test.each(["Answer due within", "100 % of it", "Größe", "", "x".repeat(90)])(
  "makes a key of %j that fits and is free",
  (label) => {
    const first = settingKeyFor(label, []);
    const second = settingKeyFor(label, [{ key: first }]);
    expect(second).not.toBe(first);
    for (const key of [first, second]) expect(settingDefinitionSchema.shape.key.safeParse(key).success).toBe(true);
  },
);

test("a setting without a key gets one of its label", () => {
  const add = (label: string) => applyCommand(testDocument("", ""), addSetting, { label, type: "text" }).document;
  expect(add("2 days’ grace").definition.settings).toMatchObject([{ key: "days_grace" }]);
});
