import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { FieldControlProps } from "@/components/ui/forms/field";
import { Label } from "@/components/ui/forms/label";
import { type FieldPath, useFieldId, useProblemsAt } from "./form-scope";
import { ProblemLine } from "./problem-line";

interface FieldFrameProps {
  path: FieldPath;
  label: string;
  help?: ReactNode;
  /** Why the typed text is invalid. */
  mistyped?: string | null;
  /** Restores the default; undefined when the value is the default. */
  onReset?: () => void;
  /** Shown at the right of the label. */
  actions?: ReactNode;
  isOptional?: boolean;
  /** The field has several controls. */
  isGroup?: boolean;
  /** Problems of inner values are shown here too, because no inner field shows them. */
  isWhole?: boolean;
  children: (control: FieldControlProps) => ReactNode;
}

/** The frame of a field: label, help, default and problems. It connects them to the control. */
export function FieldFrame(props: FieldFrameProps) {
  const { path, label, help, mistyped, onReset, actions, isOptional, isGroup, isWhole, children } = props;
  const id = useFieldId(path);
  const problems = useProblemsAt(path, isWhole);
  const isInvalid = Boolean(mistyped) || problems.length > 0;
  const described = [help && `${id}-help`, isInvalid && `${id}-problem`].filter(Boolean).join(" ") || undefined;
  const name = (
    <>
      {label}
      {isOptional && <span className="font-normal text-ink-faint"> (optional)</span>}
    </>
  );
  const groupProps = isGroup && { role: "group", "aria-labelledby": `${id}-name`, "aria-describedby": described };
  return (
    <div className="grid min-w-0 grid-cols-1 gap-1" data-path={JSON.stringify(path)} {...groupProps}>
      <div className="flex min-h-6 flex-wrap items-center justify-between gap-x-2">
        {isGroup ? (
          <span id={`${id}-name`} className="font-semibold">
            {name}
          </span>
        ) : (
          // A label does not focus the code editor, because that is not a form control.
          <Label htmlFor={id} onClick={() => document.getElementById(id)?.focus()}>
            {name}
          </Label>
        )}
        <span className="flex items-center gap-1">
          {onReset && (
            <QuietButton label={`Reset ${label} to default`} icon={<RotateCcw />} text="Default" onClick={onReset} />
          )}
          {actions}
        </span>
      </div>
      {children({
        id,
        "aria-describedby": described,
        "aria-invalid": isInvalid || undefined,
        "aria-required": undefined,
      })}
      {help && (
        <p id={`${id}-help`} className="text-ink-faint text-meta">
          {help}
        </p>
      )}
      <div id={`${id}-problem`} aria-live="polite" className="text-attention text-meta empty:hidden">
        {mistyped && <p>{mistyped}</p>}
        {problems.map((problem) => (
          <ProblemLine key={problem.message} problem={problem} />
        ))}
      </div>
    </div>
  );
}

interface QuietButtonProps {
  /** The accessible name. */
  label: string;
  text?: string;
  icon?: ReactNode;
  isPressed?: boolean;
  isOff?: boolean;
  onClick: () => void;
}

/** A small button beside a field: an icon, a word, or both. */
export function QuietButton({ label, text, icon, isPressed, isOff, onClick }: QuietButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={text ? undefined : label}
      aria-pressed={isPressed}
      aria-disabled={isOff || undefined}
      onClick={() => !isOff && onClick()}
      className={cn(
        "inline-flex min-h-6 min-w-6 items-center justify-center gap-1 rounded-control px-1",
        "max-sm:min-h-9 max-sm:min-w-9",
        "text-ink-soft text-meta hover:bg-sunken hover:text-ink [&_svg]:size-3.5",
        "aria-disabled:opacity-40 aria-pressed:text-accent",
      )}
    >
      {icon}
      {text}
    </button>
  );
}
