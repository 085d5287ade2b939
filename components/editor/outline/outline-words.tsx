import type { GraphDefinition } from "@/lib/engine";
import { outlineItems } from "./outline-items";

/** The server renders at most this many tasks. 500 tasks would block it for 200 ms. */
const maxServerTasks = 60;

/** The outline as text, shown until the editor is loaded. */
export function OutlineWords({ definition }: { definition: GraphDefinition }) {
  const items = outlineItems(definition).slice(0, maxServerTasks);
  return (
    <ol aria-label="The workflow in words" className="grid max-w-prose gap-3 p-4">
      {items.map(({ id, label, about, edges }) => (
        <li key={id}>
          <p dir="auto" className="wrap-anywhere font-semibold">
            {label}
          </p>
          <p className="text-ink-soft text-meta">{about}</p>
          {edges.length > 0 && <p className="wrap-anywhere">{edges.map(({ sentence }) => sentence).join(" ")}</p>}
        </li>
      ))}
    </ol>
  );
}
