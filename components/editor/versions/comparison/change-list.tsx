import { Minus, Pencil, Plus } from "lucide-react";
import { memo, type RefObject } from "react";
import { cn } from "@/components/ui/cn";
import type { ChangeKind } from "@/lib/workflows/schema";
import type { Change } from "@/lib/workflows/versions/schema";
import { ChangedWords } from "./changed-words";

interface ChangeListProps {
  list: RefObject<HTMLDivElement | null>;
  changes: readonly Change[];
  current: number | null;
  onChoose: (index: number) => void;
}

const looks: Record<ChangeKind, { icon: typeof Plus; colour: string; name: string }> = {
  added: { icon: Plus, colour: "bg-done-soft text-done", name: "Added" },
  removed: { icon: Minus, colour: "bg-attention-soft text-attention", name: "Removed" },
  changed: { icon: Pencil, colour: "bg-waiting-soft text-waiting", name: "Changed" },
};
const kinds: ChangeKind[] = ["added", "removed", "changed"];

/** The changes as sentences, grouped: what was added, what was removed, what changed. */
export function ChangeList({ list, changes, current, onChoose }: ChangeListProps) {
  const numbered = changes.map((change, index) => ({ change, index }));
  return (
    <div ref={list} className="grid min-h-0 content-start gap-5 overflow-y-auto p-4">
      {kinds.map((kind) => {
        const ofKind = numbered.filter(({ change }) => change.kind === kind);
        if (ofKind.length === 0) return null;
        const { icon: Icon, colour, name } = looks[kind];
        return (
          <section key={kind} aria-label={name} className="grid gap-1">
            <h3 className="flex items-center gap-2">
              <span className={cn("grid size-5 place-items-center rounded-control", colour)}>
                <Icon aria-hidden className="size-3.5" />
              </span>
              {name}
              <span className="font-normal text-ink-soft text-meta">{ofKind.length}</span>
            </h3>
            <ol aria-label={name} className="grid">
              {ofKind.map(({ change, index }) => (
                <ChangeItem
                  key={change.id}
                  change={change}
                  index={index}
                  isCurrent={index === current}
                  onChoose={onChoose}
                />
              ))}
            </ol>
          </section>
        );
      })}
    </div>
  );
}

const sentenceClasses =
  "wrap-anywhere w-full rounded-control px-2 py-1.5 text-left hover:bg-sunken focus-visible:-outline-offset-2";

interface ChangeItemProps {
  change: Change;
  index: number;
  isCurrent: boolean;
  onChoose: (index: number) => void;
}

const ChangeItem = memo(function ChangeItem({ change, index, isCurrent, onChoose }: ChangeItemProps) {
  const { sentence, lines } = change;
  return (
    <li
      className={cn(
        "-mx-2 border-transparent border-l-2 [contain-intrinsic-size:auto_3rem] [content-visibility:auto]",
        isCurrent && "border-accent bg-accent-soft",
      )}
    >
      <button
        type="button"
        data-change={index}
        aria-current={isCurrent || undefined}
        onClick={() => onChoose(index)}
        className={sentenceClasses}
      >
        {sentence}
      </button>
      {lines.length > 0 && (
        <ul className="grid gap-1 px-2 pb-2 pl-5 text-ink-soft">
          {lines.map((line) => (
            <li key={line.sentence} className="wrap-anywhere list-disc">
              {line.text ? <ChangedWords sentence={line.sentence} {...line.text} /> : line.sentence}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
});
