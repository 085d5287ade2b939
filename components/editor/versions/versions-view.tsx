import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { ListEnd } from "@/components/ui/lists/list-end";
import { RelativeTime } from "@/components/ui/relative-time";
import type { GraphDefinition } from "@/lib/engine";
import type { Page } from "@/lib/paging/schema";
import type { DraftView, GraphView } from "@/lib/workflows/schema";
import type { Side, VersionListItem } from "@/lib/workflows/versions/schema";
import { CompareForm, nameOfSide } from "./compare-form";
import { LazyComparison } from "./comparison/lazy-comparison";
import { MoveSessions } from "./moving/move-sessions";
import { VersionList } from "./version-list";

/** Two versions, and the picture of both. */
export interface Compared {
  from: Side;
  to: Side;
  before: GraphDefinition;
  after: GraphDefinition;
  graph: Promise<GraphView | null>;
}

interface VersionsViewProps {
  draft: DraftView;
  page: Page<VersionListItem>;
  /** Where the page begins; undefined for the first one. */
  cursor: string | undefined;
  /** The number of the newest version; null before the first. */
  newest: number | null;
  compared: Compared | null;
}

/** The versions of a workflow, and two of them compared. */
export function VersionsView({ draft, page, cursor, newest, compared }: VersionsViewProps) {
  const { workflowId, definition } = draft;
  const numbers = page.items.map(({ number }) => number);
  const address = `/workflows/${workflowId}`;
  return (
    <div className="grid min-h-0 flex-1 lg:grid-cols-[22rem_minmax(0,1fr)] lg:grid-rows-[minmax(0,1fr)]">
      <section aria-label="History" className="min-h-0 overflow-y-auto border-line p-4 max-lg:border-b lg:border-r">
        <Link href={address} className="text-accent text-meta hover:underline">
          Back to the editor
        </Link>
        <h1 className="wrap-anywhere mb-3">Versions of {definition.name || "a workflow without a name"}</h1>
        <div className="grid gap-4">
          <DraftLine draft={draft} />
          {numbers.length > 0 && (
            <>
              <CompareForm workflowId={workflowId} numbers={numbers} {...choiceOf(draft, numbers, compared)} />
              <div>
                <MoveSessions workflowId={workflowId} numbers={numbers} />
              </div>
            </>
          )}
        </div>
        {numbers.length === 0 ? (
          <EmptyState title="Nothing is published yet">
            The first version is here when you publish the draft.
          </EmptyState>
        ) : (
          <VersionList workflowId={workflowId} versions={page.items} newest={newest} />
        )}
        <ListEnd
          count={page.items.length}
          total={page.total}
          noun="versions"
          firstHref={cursor === undefined ? null : `${address}/versions`}
          nextHref={page.nextCursor && `${address}/versions?cursor=${page.nextCursor}`}
        />
      </section>
      {compared ? (
        <LazyComparison
          key={`${compared.from} ${compared.to} ${draft.revision}`}
          {...compared}
          title={`From ${inSentence(nameOfSide(compared.from))} to ${inSentence(nameOfSide(compared.to))}`}
        />
      ) : (
        <EmptyState title="Compare two versions" className="content-center">
          Choose two versions. What was added, removed and changed is shown in sentences and on the graph.
        </EmptyState>
      )}
    </div>
  );
}

/** What was compared; before that the last changes: those of the draft, else of the newest version. */
function choiceOf({ isDirty }: DraftView, [newest, earlier]: readonly number[], compared: Compared | null) {
  const from = isDirty ? newest : (earlier ?? newest);
  return { from: compared?.from ?? from ?? null, to: compared?.to ?? (isDirty ? "draft" : (newest ?? "draft")) };
}

const inSentence = (name: string): string => (name === "Draft" ? "the draft" : name.toLowerCase());

function DraftLine({ draft: { isDirty, updatedAt, author, baseVersionNumber } }: { draft: DraftView }) {
  if (!isDirty) return <p className="text-ink-soft">The draft is version {baseVersionNumber}, without changes.</p>;
  return (
    <p className="text-ink-soft">
      The draft has changes that are not published: {author?.name ?? "saved"}, <RelativeTime iso={updatedAt} />.
    </p>
  );
}
