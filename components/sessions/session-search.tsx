import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import { sessionStatuses } from "@/lib/sessions/schema";
import { statusNames } from "./status-names";

/** Search and status. Both are in the address, so that a search can be bookmarked and shared. */
export function SessionSearch({ search, status }: { search: string; status: string }) {
  return (
    <Form action="/sessions" role="search" className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_14rem_auto] sm:items-end">
      <div className="grid gap-1">
        <Label htmlFor="search">Search</Label>
        <Input
          key={search}
          id="search"
          name="search"
          type="search"
          maxLength={100}
          defaultValue={search}
          placeholder="Reference, id, claimant, workflow or task"
        />
      </div>
      <div className="grid gap-1">
        <Label htmlFor="status">Status</Label>
        <Select key={status} id="status" name="status" defaultValue={status}>
          <option value="">Any</option>
          {sessionStatuses.map((name) => (
            <option key={name} value={name}>
              {statusNames[name]}
            </option>
          ))}
        </Select>
      </div>
      <Button type="submit">Search</Button>
    </Form>
  );
}
