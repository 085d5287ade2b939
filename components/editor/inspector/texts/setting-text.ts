import { isSettingReference, type SettingDefinition, settingWords } from "@/lib/engine/definition-kit";
import { valueFormat } from "@/lib/workflows/describing/describe-words";

/** The key of a reference to a setting; undefined for any other value. */
export const settingKeyOf = (value: unknown): string | undefined =>
  isSettingReference(value) ? value.setting : undefined;

/** A setting with its value: "Approval limit ($1,000.00)". */
export const settingText = (setting: SettingDefinition): string =>
  `${setting.label} (${settingWords(setting, valueFormat)})`;
