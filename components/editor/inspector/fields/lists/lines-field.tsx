"use client";

import { FieldFrame } from "@/components/editor/inspector/form/field-frame";
import { typed } from "@/components/editor/inspector/texts/typed";
import { useTypedText } from "@/components/editor/inspector/texts/use-typed-text";
import { Textarea } from "@/components/ui/forms/textarea";
import { type FieldProps, useFieldId } from "../../form/form-scope";
import { labelOf, resetOf } from "../field-props";

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** A list of texts, one per line. */
export function LinesField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const joined = Array.isArray(value) ? value.join("\n") : undefined;
  const box = useTypedText<string>({
    id: useFieldId(path),
    value: joined,
    write: (text = "") => text,
    read: (text) => typed(linesOf(text).join("\n") || undefined),
    onChange: (text) => onChange(text === undefined && !field.isRequired ? undefined : linesOf(text ?? "")),
  });
  return (
    <FieldFrame path={path} {...labelOf(field)} isWhole mistyped={box.problem} onReset={resetOf(props)}>
      {(control) => (
        <Textarea
          {...control}
          value={box.text}
          placeholder="One on each line"
          onChange={(event) => box.type(event.target.value)}
          onBlur={box.format}
        />
      )}
    </FieldFrame>
  );
}
