"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { NewWorkflowForm } from "./new-workflow-form";
import type { OfferedTemplate } from "./new-workflow-source";

/** The button "New workflow". The typed name and the chosen file stay when the request fails. */
export function NewWorkflow({ templates }: { templates: readonly OfferedTemplate[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          New workflow
        </Button>
      </DialogTrigger>
      <DialogContent title="New workflow" description="It is a draft. Sessions can start after it is published.">
        <NewWorkflowForm templates={templates} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
