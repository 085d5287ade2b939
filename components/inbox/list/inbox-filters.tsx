import { ChevronDown } from "lucide-react";
import type { ChangeEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import type { CaseSort } from "@/lib/inbox/schema";
import { type InboxQuery, isNarrowed } from "../inbox-query";

const sortLabels: Record<CaseSort, string> = {
  priority: "Most urgent first",
  due: "Due first",
  oldest: "Oldest first",
  newest: "Newest first",
  amount: "Largest amount first",
};
const flags = [
  ["flagged", "With warnings"],
  ["overdue", "Overdue"],
  ["escalated", "Escalated"],
] as const;

/** The tabs whose cases have one order. */
const isSortable = ({ tab }: InboxQuery) => tab === "mine" || tab === "unassigned" || tab === "open";

/** Sends the form that the control belongs to. */
const submit = ({ currentTarget }: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
  currentTarget.form?.requestSubmit();

/** Order and filters. A choice takes effect at once; a tag with Enter. */
export function InboxFilters({ query, queues }: { query: InboxQuery; queues: readonly string[] }) {
  const isOpen = isNarrowed({ ...query, search: "" }) || query.sort !== "priority";
  return (
    <details open={isOpen} className="group">
      <summary className="flex h-8 w-fit cursor-pointer list-none items-center gap-1 text-ink-soft text-meta hover:text-ink max-lg:h-11">
        <ChevronDown aria-hidden className="size-3.5 transition-transform group-open:rotate-180" />
        Sort and filter
      </summary>
      <div className="grid gap-2 pb-1">
        {isSortable(query) && (
          <div className="grid gap-1">
            <Label htmlFor="sort-cases" className="text-ink-soft text-meta">
              Order
            </Label>
            <Select id="sort-cases" name="sort" defaultValue={query.sort} onChange={submit} className="max-lg:h-11">
              {Object.entries(sortLabels).map(([sort, label]) => (
                <option key={sort} value={sort}>
                  {label}
                </option>
              ))}
            </Select>
          </div>
        )}
        {queues.length > 1 && (
          <div className="grid gap-1">
            <Label htmlFor="queue-of-cases" className="text-ink-soft text-meta">
              Queue
            </Label>
            <Select
              id="queue-of-cases"
              name="queue"
              defaultValue={query.queue}
              onChange={submit}
              className="max-lg:h-11"
            >
              <option value="">All of mine</option>
              {queues.map((queue) => (
                <option key={queue} value={queue}>
                  {queue}
                </option>
              ))}
            </Select>
          </div>
        )}
        <div className="grid gap-1">
          <Label htmlFor="tag-of-cases" className="text-ink-soft text-meta">
            Tag
          </Label>
          <Input id="tag-of-cases" name="tag" defaultValue={query.tag} maxLength={30} className="max-lg:h-11" />
        </div>
        <div className="flex flex-wrap gap-x-4">
          {flags.map(([name, label]) => (
            <label key={name} className="inline-flex min-h-8 items-center gap-2 max-lg:min-h-11">
              <input
                type="checkbox"
                name={name}
                value="true"
                defaultChecked={query[name]}
                onChange={submit}
                className="size-4 accent-accent"
              />
              {label}
            </label>
          ))}
        </div>
        <noscript>
          <Button type="submit">Apply</Button>
        </noscript>
      </div>
    </details>
  );
}
