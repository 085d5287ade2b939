import { cn } from "../cn";

interface RadioOption {
  value: string;
  label: string;
  /** One sentence about what it means. */
  description?: string;
}

interface RadioListProps {
  /** The name of the group in the form; unique on the page. */
  name: string;
  legend: string;
  options: readonly RadioOption[];
  value: string;
  onChange: (value: string) => void;
}

/** A choice of one among few, each with a sentence that explains it. */
export function RadioList({ name, legend, options, value, onChange }: RadioListProps) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-semibold">{legend}</legend>
      {options.map((option) => {
        const descriptionId = `${name}-${option.value}-description`;
        return (
          <label
            key={option.value}
            className={cn(
              "flex cursor-pointer gap-3 rounded-control border p-3 hover:bg-sunken",
              option.value === value ? "border-accent bg-accent-soft/40" : "border-line",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              aria-describedby={option.description ? descriptionId : undefined}
              aria-label={option.label}
              onChange={() => onChange(option.value)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="wrap-anywhere block font-semibold">{option.label}</span>
              {option.description && (
                <span id={descriptionId} className="wrap-anywhere line-clamp-2 text-ink-soft text-meta">
                  {option.description}
                </span>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
