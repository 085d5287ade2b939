import { ErrorNotice } from "@/components/ui/error-notice";
import type { CaseView } from "@/lib/inbox/schema";
import type { ProposedChange } from "@/lib/tasks/schema";

/** The proposed changes that are not taken over; `typed`: corrections that the page does not show as stored yet. */
export const openProposals = (
  { proposed, facts }: Pick<CaseView, "proposed" | "facts">,
  typed: Readonly<Record<string, unknown>>,
): ProposedChange[] =>
  proposed.filter(({ key, to, typed: text }) => {
    const fact = facts.find((one) => one.key === key);
    return typed[key] === undefined ? fact?.text !== to : typed[key] !== text;
  });

/** Said at the first press on Approve: it would approve the facts without what was proposed. */
export function OpenProposals({ proposals, name }: { proposals: readonly ProposedChange[]; name: string }) {
  return (
    <ErrorNotice
      title={`${name} proposes ${proposals.length === 1 ? "a change" : "changes"} that you have not taken over`}
    >
      <ul className="wrap-anywhere max-h-24 overflow-y-auto">
        {proposals.map(({ key, label, from, to }) => (
          <li key={key} dir="auto">
            {label}: <strong>{to}</strong>
            {from !== null && <> instead of {from}</>}
          </li>
        ))}
      </ul>
      Nothing is decided yet. Take it over in the facts, or press the same button again to decide without it.
    </ErrorNotice>
  );
}
