import { ChoiceField, SwitchField } from "../inspector/fields/choice-field";
import { DurationField } from "../inspector/fields/duration-field";
import { MoneyField } from "../inspector/fields/money-field";
import { NumberField } from "../inspector/fields/number-field";
import { TextField } from "../inspector/fields/text-field";
import type { FieldProps } from "../inspector/form/form-scope";

/** The input of a setting by its type. It does not load the inputs that only the inspector needs. */
export function SettingValue(props: FieldProps) {
  const { shape, meta } = props.field;
  if (meta.widget === "money") return <MoneyField {...props} />;
  if (meta.widget === "duration") return <DurationField {...props} />;
  if (shape.type === "number") return <NumberField {...props} />;
  if (shape.type === "choice") return <ChoiceField {...props} />;
  return shape.type === "yes_no" ? <SwitchField {...props} /> : <TextField {...props} />;
}
