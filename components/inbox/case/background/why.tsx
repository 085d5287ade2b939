import type { GraphPath, GraphView } from "@/lib/workflows/schema";

interface WhyProps {
  reasons: string[];
  /** What the workflow asks the reviewer. */
  question: string;
  graph: GraphView;
  path: GraphPath;
}

/** Why the workflow asks a person, and what it asks. */
export function Why({ reasons, question, graph, path }: WhyProps) {
  const skipped = graph.nodes.filter(({ id }) => path.skipped?.includes(id));
  const given = [
    ...reasons,
    ...skipped.map(({ label }) => `“${label}” was skipped, because the claimant asked for a person`),
  ];
  return (
    <>
      <section aria-labelledby="why" className="grid gap-1">
        <h2 id="why" className="text-reading">
          Why a person decides
        </h2>
        {given.length === 0 && <p>The workflow sends every case of this kind to a person.</p>}
        {given.map((reason) => (
          <p key={reason} className="wrap-anywhere">
            {reason}
          </p>
        ))}
      </section>
      <section aria-labelledby="asked" className="grid gap-1">
        <h2 id="asked" className="text-reading">
          What to decide
        </h2>
        <p dir="auto" className="wrap-anywhere">
          {question}
        </p>
      </section>
    </>
  );
}
