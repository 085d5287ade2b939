"use client";

import { Input } from "@/components/ui/forms/input";
import { Textarea } from "@/components/ui/forms/textarea";
import { FieldFrame } from "../form/field-frame";
import type { FieldProps } from "../form/form-scope";
import { labelOf, resetOf } from "./field-props";
import { useTextValue } from "./use-text-value";

const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** A text. An empty optional text is removed, then the default applies. */
export function TextField(props: FieldProps) {
  const { path, field } = props;
  const isLong = field.meta.widget === "long_text" || field.meta.widget === "template" || isLongText(props);
  const box = useTextValue(props);
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
