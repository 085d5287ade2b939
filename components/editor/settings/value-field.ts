import type { SettingDefinition } from "@/lib/engine/definition-kit";
import type { FormField } from "../inspector/schema/schema-fields";

const shapes: Record<SettingDefinition["type"], Pick<FormField, "shape"> & { widget?: "money" | "duration" }> = {
  money: { shape: { type: "number", isWhole: true, min: null, max: null }, widget: "money" },
  duration: { shape: { type: "text", maxLength: null }, widget: "duration" },
  number: { shape: { type: "number", isWhole: false, min: null, max: null } },
  text: { shape: { type: "text", maxLength: 2_000 } },
  choice: { shape: { type: "choice", values: [] } },
  yes_no: { shape: { type: "yes_no" } },
};

/** The value of a setting as a form field with the setting's name. The help is shown with the details. */
export function valueField({ type, label, options = [] }: SettingDefinition): FormField {
  const { shape, widget } = shapes[type];
  return {
    key: "value",
    meta: { label, ...(widget && { widget }) },
    shape: shape.type === "choice" ? { type: "choice", values: options.map(({ value }) => value) } : shape,
    isRequired: true,
    defaultValue: undefined,
    takesSetting: false,
  };
}
