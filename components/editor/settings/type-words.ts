import type { SettingType } from "@/lib/engine/definition-kit";

/** What the types of settings are called. */
export const typeWords: Readonly<Record<SettingType, string>> = {
  money: "Money",
  duration: "Duration",
  number: "Number",
  text: "Text",
  choice: "Choice",
  yes_no: "Yes or no",
};
