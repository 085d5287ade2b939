import "./rules.css";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import type { GraphDefinition } from "@/lib/engine";
import type { Side } from "@/lib/workflows/versions/schema";
import { nameOfSide } from "../versions/compare-form";
import { describeRules, type Rules } from "./describe-rules";
import { PrintButton } from "./print-button";
import { RuleSection } from "./rule-step";

interface RulesViewProps {
  workflowId: string;
  definition: GraphDefinition;
  side: Side;
  /** The numbers of the newest versions. */
  numbers: readonly number[];
}

/** A whole workflow in plain English, to read and to print. */
export function RulesView({ workflowId, definition, side, numbers }: RulesViewProps) {
  const rules = describeRules(definition);
  return (
    <article className="rules grid gap-8 text-reading print:gap-4 print:text-body">
      <header className="grid gap-3">
        <nav aria-label="Versions" className="flex flex-wrap items-center gap-x-4 gap-y-2 text-body print:hidden">
          <Link href={`/workflows/${workflowId}`} className="text-accent hover:underline">
            Back to the editor
          </Link>
          {(["draft", ...numbers] as Side[]).map((one) => (
            <Link
              key={one}
              href={`/workflows/${workflowId}/rules?version=${one}`}
              aria-current={one === side ? "page" : undefined}
              className="text-accent hover:underline aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {nameOfSide(one)}
            </Link>
          ))}
        </nav>
        <div className="flex flex-wrap items-start justify-between gap-4">
          <div className="min-w-0">
            <h1 className="wrap-anywhere">{rules.name || "Workflow without a name"}</h1>
            <p className="text-ink-soft">{nameOfSide(side)}</p>
          </div>
          <PrintButton />
        </div>
        {rules.description && <p className="wrap-anywhere max-w-prose">{rules.description}</p>}
      </header>
      {rules.sections.length === 0 ? (
        <EmptyState title="No task yet">The rules are here when the workflow has a task.</EmptyState>
      ) : (
        <>
          <Facts facts={rules.facts} />
          <Settings settings={rules.settings} />
          {rules.sections.map((section) => (
            <RuleSection key={section.id} section={section} />
          ))}
        </>
      )}
    </article>
  );
}

function Facts({ facts }: { facts: Rules["facts"] }) {
  return (
    <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[12rem_1fr] print:grid-cols-[9rem_1fr]">
      {facts.map(({ name, text }) => (
        <div key={name} className="contents">
          <dt className="font-semibold">{name}</dt>
          <dd className="wrap-anywhere max-w-prose max-sm:mb-2">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Settings({ settings }: { settings: Rules["settings"] }) {
  if (settings.length === 0) return null;
  return (
    <section aria-labelledby="rules-settings" className="break-inside-avoid">
      <h2 id="rules-settings" className="mb-2">
        Settings
      </h2>
      <table className="w-full border-collapse text-body">
        <thead>
          <tr className="border-line border-b text-left text-ink-soft">
            <th scope="col" className="py-1 pr-4">
              Name
            </th>
            <th scope="col" className="py-1 pr-4">
              Value
            </th>
            <th scope="col" className="py-1">
              What it is for
            </th>
          </tr>
        </thead>
        <tbody>
          {settings.map(({ key, label, value, help }) => (
            <tr key={key} className="border-line border-b align-top">
              <th scope="row" className="wrap-break-word py-1 pr-4 text-left font-semibold">
                {label}
              </th>
              <td className="wrap-break-word py-1 pr-4 tabular-nums">{value}</td>
              <td className="wrap-break-word py-1">{help}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
