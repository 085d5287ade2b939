import type { ComponentProps } from "react";
import { Field } from "@/components/ui/forms/field";
import { Textarea } from "@/components/ui/forms/textarea";

interface WordsFieldProps extends Pick<ComponentProps<"textarea">, "onKeyDown"> {
  name: "Message" | "Question" | "Reason";
  hint?: string;
  /** Why the text was refused. */
  problem: string | undefined;
  value: string;
  onChange: (text: string) => void;
}

/** A box for the words of the person who is played. */
export function WordsField({ name, hint, problem, value, onChange, onKeyDown }: WordsFieldProps) {
  return (
    <Field id={`test-run-${name.toLowerCase()}`} label={name} hint={hint} error={problem}>
      {(control) => (
        <Textarea
          {...control}
          rows={1}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={onKeyDown}
          className="min-h-11"
        />
      )}
    </Field>
  );
}
