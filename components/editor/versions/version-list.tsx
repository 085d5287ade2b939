import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { countNoun } from "@/lib/words";
import type { SessionCounts, VersionListItem } from "@/lib/workflows/versions/schema";
import { RestoreVersion } from "./restore-version";

interface VersionListProps {
  workflowId: string;
  versions: readonly VersionListItem[];
  /** The number of the newest version of the workflow. */
  newest: number | null;
}

/** The versions of a workflow, newest first: author, date, note, and the sessions on each. */
export function VersionList({ workflowId, versions, newest }: VersionListProps) {
  return (
    <ol aria-label="Versions" className="divide-y divide-line">
      {versions.map(({ number, note, author, publishedAt, sessions }) => (
        <li key={number} className="grid gap-1 py-4">
          <div className="flex flex-wrap items-baseline justify-between gap-x-3">
            <h2 id={`version-${number}`} className="text-body">
              Version {number} {number === newest && <Badge tone="moving">newest</Badge>}
            </h2>
            <p className="text-ink-soft text-meta">
              {author?.name ?? "Came with GraphFlow"}, <RelativeTime iso={publishedAt} />
            </p>
          </div>
          {note && (
            <p dir="auto" className="wrap-anywhere">
              {note}
            </p>
          )}
          <p className="text-ink-soft text-meta tabular-nums">{describeCounts(sessions)}</p>
          <RestoreVersion workflowId={workflowId} number={number} headingId={`version-${number}`} />
        </li>
      ))}
    </ol>
  );
}

const names: [name: keyof SessionCounts, words: string][] = [
  ["waiting", "waiting"],
  ["running", "running"],
  ["failed", "failed"],
  ["completed", "completed"],
  ["cancelled", "withdrawn or cancelled"],
];

/** "3 sessions waiting, 12 completed". */
function describeCounts(counts: SessionCounts): string {
  const parts = names.flatMap(([name, words]) => (counts[name] > 0 ? [{ count: counts[name], words }] : []));
  const [first, ...others] = parts;
  if (!first) return "No session";
  const started = `${countNoun(first.count, "session")} ${first.words}`;
  return [started, ...others.map(({ count, words }) => `${count.toLocaleString("en-US")} ${words}`)].join(", ");
}
