"use client";

import { Textarea } from "@/components/ui/forms/textarea";
import { FieldFrame } from "../form/field-frame";
import { type FieldProps, useFieldId } from "../form/form-scope";
import { readJson } from "../texts/json-text";
import { typed } from "../texts/typed";
import { useTypedText } from "../texts/use-typed-text";
import { labelOf, resetOf } from "./field-props";

/** A value without an input of its own, as JSON. */
export function JsonField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const box = useTypedText<string>({
    id: useFieldId(path),
    value: value === undefined ? undefined : JSON.stringify(value),
    write: (json) => (json === undefined ? "" : JSON.stringify(JSON.parse(json), null, 2)),
    read: (text) => {
      if (text.trim() === "" && !field.isRequired) return typed(undefined);
      const reading = readJson(text);
      return reading.ok ? typed(JSON.stringify(reading.value)) : reading;
    },
    onChange: (json) => onChange(json === undefined ? undefined : JSON.parse(json)),
  });
  return (
    <FieldFrame path={path} {...labelOf(field)} isWhole mistyped={box.problem} onReset={resetOf(props)}>
      {(control) => (
        <Textarea
          {...control}
          className="font-mono"
          spellCheck={false}
          value={box.text}
          onChange={(event) => box.type(event.target.value)}
          onBlur={box.format}
        />
      )}
    </FieldFrame>
  );
}
