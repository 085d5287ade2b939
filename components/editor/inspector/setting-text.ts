import { formatDuration, type SettingDefinition } from "@/lib/engine";
import { formatMoney } from "@/lib/money";

/** The key of the setting that stands for a value; undefined for a value. */
export function asReference(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("setting" in value)) return undefined;
  return typeof value.setting === "string" ? value.setting : undefined;
}

/** A setting with its value: "Approval limit ($1,000.00)". */
export const settingText = (setting: SettingDefinition): string => `${setting.label} (${settingValue(setting)})`;

/** The value of a setting as people read it. */
export function settingValue({ type, value, options = [] }: SettingDefinition): string {
  if (type === "money" && typeof value === "number") return formatMoney(value);
  if (type === "duration" && typeof value === "string") return formatDuration(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return options.find((option) => option.value === value)?.label ?? String(value);
}

/** A key for a setting with this name that no other setting has. */
export function settingKeyFor(label: string, settings: readonly Pick<SettingDefinition, "key">[]): string {
  const words = label.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const base = words.join("_").replace(/^[0-9_]+/, "").slice(0, 56) || "setting";
  const taken = new Set(settings.map(({ key }) => key));
  let key = base;
  for (let next = 2; taken.has(key); next++) key = `${base}_${next}`;
  return key;
}
