import { Badge } from "@/components/ui/badge";
import type { PriorityPart } from "@/lib/inbox/schema";

interface PriorityProps {
  points: number;
  parts: PriorityPart[];
  tags: string[];
}

/** How urgent the case is, with what that is the sum of. */
export function Priority({ points, parts, tags }: PriorityProps) {
  if (parts.length === 0 && tags.length === 0) return null;
  return (
    <section aria-labelledby="priority" className="grid gap-1">
      <h2 id="priority" className="text-reading">
        Priority {points}
      </h2>
      <ul className="text-ink-soft">
        {parts.map(({ part, points: each, text }) => (
          <li key={part}>
            {each} for {text}
          </li>
        ))}
      </ul>
      {tags.length > 0 && (
        <p className="flex flex-wrap gap-1">
          {tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </p>
      )}
    </section>
  );
}
