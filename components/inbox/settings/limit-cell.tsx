import { controlClasses } from "@/components/ui/forms/input";

interface LimitCellProps {
  id: string;
  /** The accessible name, and what a phone shows above the input. */
  label: string;
  short: string;
  isReadOnly?: boolean;
  value: string;
  problem: string | undefined;
  onType: (text: string) => void;
}

/** The cell of a limit of one person. */
export function LimitCell({ id, label, short, isReadOnly, value, problem, onType }: LimitCellProps) {
  return (
    <td className="py-1.5 pr-4 max-sm:grid max-sm:gap-1 max-sm:p-0">
      <span aria-hidden className="text-ink-soft text-meta sm:hidden">
        {short}
      </span>
      <input
        id={id}
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        inputMode="decimal"
        readOnly={isReadOnly}
        value={value}
        onChange={({ target }) => onType(target.value)}
        className={`${controlClasses} h-9 sm:max-w-40 max-lg:h-11`}
      />
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-attention">
          {problem}
        </p>
      )}
    </td>
  );
}
