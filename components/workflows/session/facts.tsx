import type { ReactNode } from "react";
import type { TaskWords } from "../words/describe-task";

/** Rows of a task as facts. */
export function Rows({ title, rows }: { title: string; rows: TaskWords["settings"] }) {
  return (
    <Facts title={title}>
      {rows.map(({ name, lines }) => (
        <Fact key={name} name={name}>
          <Lines lines={lines} />
        </Fact>
      ))}
    </Facts>
  );
}

/** One line as a paragraph, several lines as a list. */
export function Lines({ lines }: { lines: string[] }) {
  if (lines.length === 1) return <p className="whitespace-pre-wrap">{lines[0]}</p>;
  return (
    <ul className="grid list-disc gap-1 pl-4">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** A list of facts with a heading. */
export function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h3>{title}</h3>
      <dl className="grid gap-2">{children}</dl>
    </div>
  );
}

/** A name with its value, inside Facts. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint text-meta">{name}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </div>
  );
}
