"use client";

import type { ComponentType } from "react";
import { FieldFrame } from "../form/field-frame";
import type { FieldProps } from "../form/form-scope";
import type { FieldShape } from "../schema/schema-fields";
import { ChoiceField, ChoicesField, SwitchField } from "./choice-field";
import { CollectionsField } from "./collections-field";
import { ConditionField } from "./condition-field";
import { DurationField } from "./duration-field";
import { EitherField } from "./either-field";
import { FieldList } from "./field-list";
import { labelOf } from "./field-props";
import { JsonField } from "./json-field";
import { KeyField } from "./key-field";
import { LinesField } from "./lists/lines-field";
import { PartsField } from "./lists/parts-field";
import { RowsField } from "./lists/rows-field";
import { MoneyField } from "./money-field";
import { NumberField } from "./number-field";
import { PathField } from "./path-field";
import { SuggestedField } from "./suggested-field";
import { TableField } from "./table/table-field";
import { TemplateField } from "./template-field";
import { TextField } from "./text-field";

const byWidget: Record<string, ComponentType<FieldProps>> = {
  money: MoneyField,
  duration: DurationField,
  template: TemplateField,
  condition: ConditionField,
  context_key: KeyField,
  context_path: PathField,
  parts: PartsField,
  decision_table: TableField,
  queue: SuggestedField,
  model: SuggestedField,
  collections: CollectionsField,
};

const byShape: Record<FieldShape["type"], ComponentType<FieldProps>> = {
  text: TextField,
  number: NumberField,
  yes_no: SwitchField,
  choice: ChoiceField,
  choices: ChoicesField,
  lines: LinesField,
  rows: RowsField,
  group: GroupField,
  condition: ConditionField,
  either: EitherField,
  json: JsonField,
};

/** Chooses the input of a field by its metadata, otherwise by its schema. */
export function ConfigField(props: FieldProps) {
  const { meta, shape } = props.field;
  // A value of several types has its own input for each type.
  const widget = shape.type === "either" ? undefined : meta.widget && byWidget[meta.widget];
  const Input = widget ?? byShape[shape.type];
  return <Input {...props} />;
}

/** The fields of an object inside an object. */
function GroupField({ path, field, value }: FieldProps) {
  return (
    <FieldFrame path={path} {...labelOf(field)} isGroup>
      {() => (
        <div className="grid grid-cols-1 gap-3 border-line border-l pl-3">
          <FieldList path={path} fields={field.shape.type === "group" ? field.shape.fields : []} values={value} />
        </div>
      )}
    </FieldFrame>
  );
}
