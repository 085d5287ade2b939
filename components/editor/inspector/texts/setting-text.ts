import { isSettingReference, type SettingDefinition, settingWords } from "@/lib/engine";

/** The key of the setting that stands for a value; undefined for a value. */
export const asReference = (value: unknown): string | undefined =>
  isSettingReference(value) ? value.setting : undefined;

/** A setting with its value: "Approval limit ($1,000.00)". */
export const settingText = (setting: SettingDefinition): string => `${setting.label} (${settingWords(setting)})`;
