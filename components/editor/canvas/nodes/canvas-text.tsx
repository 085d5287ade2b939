import { type ChangeEvent, type KeyboardEvent, useState } from "react";
import { cn } from "@/components/ui/cn";

interface CanvasTextProps {
  label: string;
  text: string;
  placeholder: string;
  isOneLine?: boolean;
  isReadOnly: boolean;
  /** Opens for typing without a press. A new note or group has no text yet. */
  startsOpen: boolean;
  onChange: (text: string) => void;
  className?: string;
}

/** Text on the canvas. A double click, or a press by keyboard or screen reader, opens it for typing. */
export function CanvasText({ label, text, placeholder, isOneLine, isReadOnly, startsOpen, ...props }: CanvasTextProps) {
  const { onChange, className } = props;
  const [isOpen, setOpen] = useState(startsOpen);
  if (!isOpen || isReadOnly) {
    return (
      <button
        type="button"
        tabIndex={-1}
        data-edit-text
        aria-label={`${label}: ${text || "empty"}. Edit`}
        onDoubleClick={() => setOpen(true)}
        onClick={(event) => event.detail === 0 && setOpen(true)}
        className={cn("wrap-anywhere block w-full whitespace-pre-wrap text-left", !text && "text-ink-faint", className)}
      >
        {text || placeholder}
      </button>
    );
  }
  const shared = { label, text, placeholder, isOneLine, onChange, className };
  return <OpenText {...shared} onClose={() => setOpen(false)} />;
}

type OpenTextProps = Omit<CanvasTextProps, "isReadOnly" | "startsOpen"> & { onClose: () => void };

/** Holds the typed text itself, because React Flow passes the changed document back too late for the next key. */
function OpenText({ label, text, placeholder, isOneLine, onChange, className, onClose }: OpenTextProps) {
  const [typed, setTyped] = useState(text);
  const keyPressed = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== "Escape" && !(isOneLine && event.key === "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
    event.currentTarget.closest<HTMLElement>(".react-flow__node")?.focus();
  };
  const field = {
    "aria-label": label,
    value: typed,
    placeholder,
    dir: "auto" as const,
    autoFocus: true,
    onBlur: onClose,
    onKeyDown: keyPressed,
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setTyped(target.value);
      onChange(target.value);
    },
    className: cn("nodrag nopan nowheel block w-full bg-transparent", className),
  };
  return isOneLine ? (
    <input {...field} maxLength={80} />
  ) : (
    <textarea {...field} maxLength={2_000} className={cn(field.className, "resize-none")} />
  );
}
