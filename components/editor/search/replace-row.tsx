import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import type { Hit } from "./find-text";

interface ReplaceRowProps {
  current: Hit | undefined;
  /** The hits in texts that may be changed. */
  replaceable: readonly Hit[];
  replacement: string;
  onChange: (replacement: string) => void;
  onReplace: (hits: readonly Hit[], replacement: string) => void;
}

/** Replaces the current hit, or all replaceable hits, with a text. */
export function ReplaceRow({ current, replaceable, replacement, onChange, onReplace }: ReplaceRowProps) {
  return (
    <div className="flex items-center gap-1">
      <Input
        aria-label="Replace with"
        placeholder="Replace with"
        value={replacement}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button
        size="sm"
        aria-disabled={!current?.path}
        onClick={() => current?.path && onReplace([current], replacement)}
      >
        Replace
      </Button>
      <Button size="sm" onClick={() => onReplace(replaceable, replacement)}>
        All
        <span className="sr-only"> {replaceable.length} replaced</span>
      </Button>
    </div>
  );
}
