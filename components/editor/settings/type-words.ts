import type { SettingType } from "@/lib/engine/definition-kit";

/** The names of the types of settings. */
export const typeWords: Readonly<Record<SettingType, string>> = {
  money: "Money",
  duration: "Duration",
  number: "Number",
  text: "Text",
  choice: "Choice",
  yes_no: "Yes or no",
};
