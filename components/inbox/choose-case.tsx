import { Inbox } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { OpenNext } from "./list/open-next";

/** Shown while no case is open. */
export function ChooseCase() {
  return (
    <section aria-label="Case" className="grid place-items-center max-[1199px]:hidden">
      <EmptyState icon={Inbox} title="Choose a case" action={<OpenNext />}>
        Its facts, its conversation and its steps are shown here. New cases appear in the list.
      </EmptyState>
    </section>
  );
}
