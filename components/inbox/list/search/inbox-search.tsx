import { Search } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import { type InboxQuery, readInboxQuery } from "../../inbox-query";

/** The form of the search; order and filters are controls of it too. */
export const searchFormId = "inbox-search";

interface InboxSearchProps {
  query: InboxQuery;
  onSearch(query: InboxQuery): void;
}

/** Search, filters and order within the tab, all in the address. The form works before JavaScript too. */
export function InboxSearch({ query, onSearch }: InboxSearchProps) {
  function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]),
    );
    onSearch(readInboxQuery(typed));
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the keys of the inbox find it by its role
    <form id={searchFormId} role="search" action="/inbox" onSubmit={handleSubmit} className="grid gap-1">
      {query.tab !== "open" && <input type="hidden" name="tab" value={query.tab} />}
      <Label htmlFor="search-cases" className="text-ink-soft text-meta">
        Search cases
      </Label>
      <div className="flex gap-2">
        <Input
          key={query.search}
          id="search-cases"
          name="q"
          type="search"
          maxLength={100}
          defaultValue={query.search}
          placeholder="Reference, name or words"
          className="max-lg:h-11"
        />
        <Button type="submit" size="icon" className="max-lg:size-11" aria-label="Search" title="Search">
          <Search aria-hidden />
        </Button>
      </div>
    </form>
  );
}
