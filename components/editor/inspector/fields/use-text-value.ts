import { type FieldProps, useFieldId } from "../form/form-scope";
import { mistyped, typed } from "../texts/typed";
import { useTypedText } from "../texts/use-typed-text";

/** The state of a text input. A text that is too long is invalid; an empty optional text removes the value. */
export function useTextValue({ path, field, value, onChange }: FieldProps) {
  const maxLength = field.shape.type === "text" ? field.shape.maxLength : null;
  return useTypedText<string>({
    id: useFieldId(path),
    value: typeof value === "string" ? value : undefined,
    write: (text = "") => text,
    read: (text) => {
      if (maxLength !== null && text.length > maxLength)
        return mistyped(`At most ${maxLength} characters: ${text.length - maxLength} too many. The text is kept here.`);
      return typed(text === "" && !field.isRequired ? undefined : text);
    },
    onChange,
  });
}
