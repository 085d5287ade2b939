import type { RefObject } from "react";
import { Field } from "@/components/ui/forms/field";
import { RadioList } from "@/components/ui/forms/radio-list";

/** A template as the dialog offers it. */
export interface OfferedTemplate {
  id: string;
  name: string;
  description: string;
}

/** What a new workflow begins with, besides the templates. */
export const emptySource = "empty";
export const fileSource = "file";
export const sourceOf = ({ id }: OfferedTemplate): string => `template-${id}`;

interface SourceListProps {
  templates: readonly OfferedTemplate[];
  value: string;
  onChange: (value: string) => void;
}

/** The choice of what a new workflow begins with. */
export function SourceList({ templates, value, onChange }: SourceListProps) {
  const offered = templates.map((template) => ({
    ...{ value: sourceOf(template), label: template.name, description: template.description },
  }));
  return (
    <RadioList
      name="source"
      legend="Begin with"
      value={value}
      onChange={onChange}
      options={[
        { value: emptySource, label: "Nothing", description: "An empty canvas." },
        ...offered,
        { value: fileSource, label: "A file", description: "A workflow that was exported as JSON." },
      ]}
    />
  );
}

interface FileFieldProps {
  ref: RefObject<HTMLInputElement | null>;
  error: string | undefined;
  onChange: (file: File | null) => void;
}

/** The file that a new workflow is read from. */
export function FileField({ ref, error, onChange }: FileFieldProps) {
  return (
    <Field id="workflow-file" label="File" hint="At most 2 MB" error={error} required>
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
