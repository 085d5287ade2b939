import { Search } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { InboxQuery } from "./inbox-query";

/** Searches within the tab; the words are in the address. */
export function InboxSearch({ query }: { query: InboxQuery }) {
  return (
    <Form action="/inbox" role="search" className="flex gap-2">
      {query.tab !== "open" && <input type="hidden" name="tab" value={query.tab} />}
      <Input
        key={query.search}
        name="q"
        type="search"
        maxLength={100}
        defaultValue={query.search}
        aria-label="Search cases"
        placeholder="Claimant, reference or type"
        className="max-lg:h-11"
      />
      <Button type="submit" size="icon" className="max-lg:size-11" aria-label="Search" title="Search">
        <Search aria-hidden />
      </Button>
    </Form>
  );
}
