import type { ReactNode } from "react";
import { cn } from "../cn";
import { Label } from "./label";

/** The attributes that connect a control with the label, hint and error of its Field. */
export interface FieldControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
}

interface FieldProps {
  id: string;
  label: string;
  hint?: ReactNode;
  /** The sentence that says what to do about it. */
  error?: string | null;
  required?: boolean;
  className?: string;
  children: (control: FieldControlProps) => ReactNode;
}

/**
 * Label, control, hint and error, connected:
 * `<Field id="email" label="Email">{(control) => <Input {...control} name="email" />}</Field>`.
 */
export function Field({ id, label, hint, error, required, className, children }: FieldProps) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={cn("grid gap-1", className)}>
      <Label htmlFor={id}>{label}</Label>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": required || undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-ink-faint text-meta">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-attention text-body">
          {error}
        </p>
      )}
    </div>
  );
}
