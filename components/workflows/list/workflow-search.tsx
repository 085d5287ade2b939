import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";

/** A list with more workflows than this offers a search. */
const shortList = 8;

/** Whether a list of this length offers a search. The length is null for a part of a long list. */
export const offersSearch = (total: number | null): boolean => total === null || total > shortList;

/** The search is in the address, so that it can be bookmarked and shared. It keeps the choice of archived ones. */
export function WorkflowSearch({ search, isArchive }: { search: string; isArchive: boolean }) {
  return (
    <Form action="/workflows" role="search" className="my-3 flex max-w-prose gap-2">
      {isArchive && <input type="hidden" name="archived" value="true" />}
      <Input
        key={search}
        name="search"
        type="search"
        aria-label="Search workflows"
        maxLength={100}
        defaultValue={search}
        placeholder="Name, description or id"
      />
      <Button type="submit">Search</Button>
    </Form>
  );
}
