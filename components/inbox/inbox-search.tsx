import { Search } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import type { InboxQuery } from "./inbox-query";

/** Searches within the tab. The search is in the address. */
export function InboxSearch({ query }: { query: InboxQuery }) {
  return (
    <Form action="/inbox" role="search" className="grid gap-1">
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
          placeholder="Claimant, reference or type"
          className="max-lg:h-11"
        />
        <Button type="submit" size="icon" className="max-lg:size-11" aria-label="Search" title="Search">
          <Search aria-hidden />
        </Button>
      </div>
    </Form>
  );
}
