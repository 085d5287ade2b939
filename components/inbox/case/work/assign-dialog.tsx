"use client";

import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { useCaseWork } from "./case-work";

interface AssignDialogProps {
  /** The people who may have the case. */
  people: { id: string; name: string }[];
  viewerId: string;
  onClose: () => void;
}

/** Gives the case to a person of the queue. */
export function AssignDialog({ people, viewerId, onClose }: AssignDialogProps) {
  const { assignee, send } = useCaseWork();

  function assign(userId: string) {
    send({ act: "assign", user_id: userId });
    onClose();
  }

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title="Assign this case" description="To a person of its queue, who then has it in “Mine”.">
        <ul className="grid gap-2">
          {people.map(({ id, name }) => (
            <li key={id} className="grid">
              <Button
                aria-pressed={id === assignee?.id}
                className="justify-between max-lg:h-11"
                onClick={() => assign(id)}
              >
                <span className="min-w-0 truncate">{id === viewerId ? `${name} (you)` : name}</span>
                {id === assignee?.id && <Check aria-hidden />}
              </Button>
            </li>
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  );
}
