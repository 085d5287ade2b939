interface ProgressBarProps {
  /** "Embedding of policy-terms" */
  label: string;
  done: number;
  of: number;
  /** What is shown beside it: "640 of 5,000 passages". */
  children: string;
}

/** How far long work is, as a bar and in words. */
export function ProgressBar({ label, done, of, children }: ProgressBarProps) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <progress
        aria-label={label}
        value={done}
        max={Math.max(1, of)}
        className={
          "h-1.5 w-40 max-w-full appearance-none overflow-hidden rounded-control bg-sunken " +
          "[&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
        }
      />
      <span className="text-ink-soft text-meta tabular-nums">{children}</span>
    </span>
  );
}
