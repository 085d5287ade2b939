import type { SettingDefinition, SettingType } from "@/lib/engine/definition-kit";
import { addSetting, settingKeyFor } from "@/lib/workflows/commands/setting-commands";
import { useRun, useSettings } from "../form/editor-access";
import type { Outcome } from "../form/form-scope";

/** All settings, the settings of these types, and a function that makes a setting of a value. */
export function useSettingsOf(...types: readonly SettingType[]) {
  const all = useSettings();
  const run = useRun();
  /** Adds a setting with this value. `then` gets its key and puts the reference in place of the value. */
  const make = (label: string, type: SettingType, value: unknown, then: (key: string) => Outcome): Outcome => {
    const key = settingKeyFor(label, all);
    const outcome = run(addSetting, { key, label: label.slice(0, 60), type, ...asValue(value) });
    return outcome.ok ? then(key) : outcome;
  };
  return { all, ofType: all.filter((setting) => types.includes(setting.type)), make };
}

const asValue = (value: unknown): { value?: SettingDefinition["value"] } =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? { value } : {};
