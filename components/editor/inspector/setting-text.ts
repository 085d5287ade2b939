import { isSettingReference, type SettingDefinition, settingWords } from "@/lib/engine";

/** The key of the setting that stands for a value; undefined for a value. */
export const asReference = (value: unknown): string | undefined =>
  isSettingReference(value) ? value.setting : undefined;

/** A setting with its value: "Approval limit ($1,000.00)". */
export const settingText = (setting: SettingDefinition): string => `${setting.label} (${settingWords(setting)})`;

/** A key for a setting with this name that no other setting has. */
export function settingKeyFor(label: string, settings: readonly Pick<SettingDefinition, "key">[]): string {
  const words = label.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const base =
    words
      .join("_")
      .replace(/^[0-9_]+/, "")
      .slice(0, 56) || "setting";
  const taken = new Set(settings.map(({ key }) => key));
  let key = base;
  for (let next = 2; taken.has(key); next++) key = `${base}_${next}`;
  return key;
}
