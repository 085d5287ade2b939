import type { FieldType } from "./condition-operators";

const words: Record<FieldType["input"], string> = {
  money: "Money",
  number: "Number",
  date: "Date",
  time: "Time",
  duration: "Duration",
  choice: "Choice",
  yes_no: "Yes or no",
  text: "Text",
  list: "List",
  object: "Several values",
  any: "Anything",
};

/** The name of a field type. */
export const describeFieldType = ({ input }: FieldType): string => words[input];
