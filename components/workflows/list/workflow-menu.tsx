"use client";

import { EllipsisVertical } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { WorkflowItem } from "@/lib/workflows/list/schema";
import { ExportDialog } from "../files/export-dialog";
import { ArchiveDialog } from "./archive-dialog";
import { NameDialog } from "./name-dialog";

const acts = ["Rename", "Duplicate", "Export", "Archive"] as const;
type Act = (typeof acts)[number];

/** What can be done with a workflow of the list. */
export function WorkflowMenu({ workflow }: { workflow: WorkflowItem }) {
  const button = useRef<HTMLButtonElement>(null);
  const chosen = useRef<Act | null>(null);
  const [asking, setAsking] = useState<Act | null>(null);
  const isArchived = workflow.archived_at !== null;
  const close = () => setAsking(null);
  const name = workflow.name || "Workflow without a name";
  // The button is focused first, because a closed dialog restores the focus.
  function ask(event: Event) {
    event.preventDefault();
    button.current?.focus();
    setAsking(chosen.current);
    chosen.current = null;
  }
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button ref={button} variant="quiet" size="icon" aria-label={`Actions for ${name}`} className="relative z-1">
            <EllipsisVertical aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" aria-label={`Actions for ${name}`} onCloseAutoFocus={ask}>
          {acts.map((act) => (
            <DropdownMenuItem
              key={act}
              onSelect={() => {
                chosen.current = act;
              }}
            >
              {act === "Archive" && isArchived ? "Unarchive" : act}
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      {(asking === "Rename" || asking === "Duplicate") && (
        <NameDialog act={asking} workflowId={workflow.id} name={workflow.name} onClose={close} />
      )}
      {asking === "Archive" && <ArchiveDialog workflow={workflow} onClose={close} />}
      {asking === "Export" && (
        <ExportDialog workflowId={workflow.id} version={workflow.published_version} onClose={close} />
      )}
    </>
  );
}
