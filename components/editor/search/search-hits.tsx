import { cn } from "@/components/ui/cn";
import type { Hit } from "./find-text";

interface SearchHitsProps {
  hits: readonly Hit[];
  current: Hit | undefined;
  /** What hits are replaced with, shown in those that can be; null for none. */
  replacement: string | null;
  onChoose: (index: number) => void;
}

/** The list of hits. Each shows its task, its field and the text around it. */
export function SearchHits({ hits, current, replacement, onChoose }: SearchHitsProps) {
  return (
    <ol aria-label="Hits" className="-mx-1 overflow-y-auto">
      {hits.map((hit, index) => (
        <li key={hit.id}>
          <button
            type="button"
            aria-current={hit === current || undefined}
            onClick={() => onChoose(index)}
            className={cn(
              "grid w-full border-transparent border-l-2 px-2 py-1 text-left hover:bg-sunken",
              hit === current && "border-accent bg-sunken",
            )}
          >
            <span className="wrap-anywhere font-semibold">
              {hit.title}{" "}
              <span className="font-normal text-ink-soft text-meta">
                {hit.field}
                {hit.count > 1 && ` × ${hit.count}`}
              </span>
            </span>
            <span className="wrap-anywhere text-ink-soft text-meta">
              {hit.excerpt[0]}
              {replacement !== null && hit.path ? (
                <>
                  <del className="bg-attention-soft text-attention">{hit.excerpt[1]}</del>
                  <ins className="bg-done-soft text-done">{replacement}</ins>
                </>
              ) : (
                <mark className="bg-waiting-soft text-ink">{hit.excerpt[1]}</mark>
              )}
              {hit.excerpt[2]}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
