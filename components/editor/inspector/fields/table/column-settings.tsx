"use client";

import { Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import {
  type OutputType,
  outputTypes,
  type TableInput,
  type TableOutput,
  tableOperators,
} from "@/lib/tasks/decide-by-table/table";
import { fieldTypeOf, operatorsFor, operatorWords } from "../../condition/condition-operators";
import { FieldPicker } from "../../condition/field-picker";
import { describeFieldType } from "../../condition/type-words";
import { useDefinition } from "../../form/editor-access";
import { type FieldPath, useFieldId, useFormScope } from "../../form/form-scope";
import { findKeyUse } from "../../schema/known-keys";
import type { FormField } from "../../schema/schema-fields";
import { KeyField } from "../key-field";

interface InputSettingsProps {
  path: FieldPath;
  column: number;
  input: TableInput;
}

/** The key that a column compares, and its operator. */
export function InputSettings({ path, column, input }: InputSettingsProps) {
  const own = [...path, "inputs", column];
  const id = useFieldId(own);
  const { set } = useFormScope();
  const { keys } = findKeyUse(useDefinition());
  const type = keys.get(input.field)?.type ?? fieldTypeOf(undefined);
  const fitting = operatorsFor(type, input.op);
  return (
    <>
      <div className="grid grid-cols-1 gap-1">
        <span className="font-semibold">Key</span>
        <FieldPicker
          id={`${id}-field`}
          label="Key of the column"
          value={input.field}
          keys={keys}
          isInvalid={!keys.has(input.field)}
          onChoose={(field) => set([...own, "field"], field)}
        />
      </div>
      <div className="grid grid-cols-1 gap-1">
        <Label htmlFor={`${id}-op`}>Comparison</Label>
        <Select id={`${id}-op`} value={input.op} onChange={(event) => set([...own, "op"], event.target.value)}>
          {tableOperators
            .filter((op) => fitting.includes(op))
            .map((op) => (
              <option key={op} value={op}>
                {operatorWords(op, type)}
              </option>
            ))}
        </Select>
      </div>
    </>
  );
}

const keyField: FormField = {
  key: "key",
  meta: { label: "Key", help: "What the column sets." },
  shape: { type: "text", maxLength: null },
  isRequired: true,
  defaultValue: undefined,
  takesSetting: false,
};

interface OutputSettingsProps {
  path: FieldPath;
  column: number;
  output: TableOutput;
}

/** The key that a column sets, and the type of its values. */
export function OutputSettings({ path, column, output }: OutputSettingsProps) {
  const own = [...path, "outputs", column];
  const id = useFieldId(own);
  const { set } = useFormScope();
  const words = (type: OutputType): string => describeFieldType({ input: type, values: [] });
  return (
    <>
      <KeyField
        path={[...own, "key"]}
        field={keyField}
        value={output.key}
        onChange={(key) => set([...own, "key"], key)}
      />
      <div className="grid grid-cols-1 gap-1">
        <Label htmlFor={`${id}-type`}>Type</Label>
        <Select id={`${id}-type`} value={output.type} onChange={(event) => set([...own, "type"], event.target.value)}>
          {outputTypes.map((type) => (
            <option key={type} value={type}>
              {words(type)}
            </option>
          ))}
        </Select>
      </div>
    </>
  );
}
