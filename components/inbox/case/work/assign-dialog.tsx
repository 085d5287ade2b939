"use client";

import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { caseAction } from "@/lib/inbox/actions";
import { useWork } from "./use-work";

interface AssignDialogProps {
  caseId: string;
  /** The people who may have the case. */
  people: { id: string; name: string }[];
  assigneeId: string | null;
  viewerId: string;
  onClose: () => void;
}

/** Gives the case to a person of the queue. */
export function AssignDialog({ caseId, people, assigneeId, viewerId, onClose }: AssignDialogProps) {
  const work = useWork();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title="Assign this case" description="To a person of its queue, who then has it in “Mine”.">
        <ul className="grid gap-2">
          {people.map(({ id, name }) => (
            <li key={id} className="grid">
              <Button
                isPending={work.isPending}
                aria-pressed={id === assigneeId}
                className="justify-between max-lg:h-11"
                onClick={() => work.run(() => caseAction(caseId, { act: "assign", user_id: id }), onClose)}
              >
                <span className="min-w-0 truncate">{id === viewerId ? `${name} (you)` : name}</span>
                {id === assigneeId && <Check aria-hidden />}
              </Button>
            </li>
          ))}
        </ul>
        {work.problem && (
          <p role="alert" className="text-attention">
            {work.problem}
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}
