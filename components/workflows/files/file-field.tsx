import type { RefObject } from "react";
import { Field } from "@/components/ui/forms/field";

interface FileFieldProps {
  id: string;
  hint: string;
  ref: RefObject<HTMLInputElement | null>;
  error: string | undefined;
  onChange: (file: File | null) => void;
}

/** The field for the file of a workflow. */
export function FileField({ id, hint, ref, error, onChange }: FileFieldProps) {
  return (
    <Field id={id} label="File" hint={hint} error={error} required>
      {(control) => (
        <input
          {...control}
          ref={ref}
          type="file"
          accept=".json,application/json"
          onChange={({ target }) => onChange(target.files?.[0] ?? null)}
          className="min-w-0 max-w-full rounded-control border border-edge bg-surface p-2 text-body"
        />
      )}
    </Field>
  );
}
