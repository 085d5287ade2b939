"use client";

import { Input } from "@/components/ui/forms/input";
import { Textarea } from "@/components/ui/forms/textarea";
import { FieldFrame } from "../form/field-frame";
import { useFieldId } from "../form/form-scope";
import { mistyped, typed } from "../texts/typed";
import { useTypedText } from "../texts/use-typed-text";
import { type FieldProps, labelOf, resetOf } from "./field-props";

const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** A text. An empty optional text is removed, then the default applies. */
export function TextField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const isLong = field.meta.widget === "long_text" || field.meta.widget === "template" || isLongText(props);
  const maxLength = field.shape.type === "text" ? field.shape.maxLength : null;
  const box = useTypedText<string>({
    id: useFieldId(path),
    value: asText(value),
    write: (text = "") => text,
    read: (text) => {
      if (maxLength !== null && text.length > maxLength)
        return mistyped(`At most ${maxLength} characters: ${text.length - maxLength} too many. The text is kept here.`);
      return typed(text === "" && !field.isRequired ? undefined : text);
    },
    onChange,
  });
  const Control = isLong ? Textarea : Input;
  return (
    <FieldFrame path={path} {...labelOf(field)} mistyped={box.problem} onReset={resetOf(props)}>
      {(control) => (
        <Control
          {...control}
          value={box.text}
          placeholder={asText(field.defaultValue)}
          autoComplete="off"
          onChange={(event) => box.type(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

/** A long text gets a box of several lines. */
const isLongText = ({ field }: FieldProps): boolean =>
  field.shape.type === "text" && field.shape.maxLength !== null && field.shape.maxLength >= 400;
