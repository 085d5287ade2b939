"use client";

import { MoveRight } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import type { TaskMapping } from "../version-requests";
import { MovePreview } from "./move-preview";
import { MoveResults } from "./move-results";
import { useMoving } from "./use-moving";

interface MoveSessionsProps {
  workflowId: string;
  /** The numbers of the versions that are listed, newest first. */
  numbers: readonly number[];
}

/** Moves open sessions to another version: shows which can be moved and which cannot, then moves them in batches. */
export function MoveSessions({ workflowId, numbers }: MoveSessionsProps) {
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button>
          <MoveRight aria-hidden />
          Move waiting sessions
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Move waiting sessions"
        description="Open sessions continue in another version, at the same task. Their values and messages are kept."
        className="max-w-2xl"
      >
        <MoveForm workflowId={workflowId} numbers={numbers} />
      </DialogContent>
    </Dialog>
  );
}

function MoveForm({ workflowId, numbers }: MoveSessionsProps) {
  const [toVersion, setToVersion] = useState(numbers[0] ?? 1);
  const [chosen, setChosen] = useState<TaskMapping>({});
  const mapping = useMemo(() => chosen, [chosen]);
  const { preview, failure, results, isRunning, move, stop } = useMoving(workflowId, toVersion, mapping);
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <div className="grid gap-1">
        <Label htmlFor="move-to">To version</Label>
        <Select
          id="move-to"
          value={toVersion}
          disabled={isRunning}
          onChange={({ target }) => {
            setToVersion(Number(target.value));
            setChosen({});
          }}
        >
          {numbers.map((number) => (
            <option key={number} value={number}>
              Version {number}
            </option>
          ))}
        </Select>
      </div>
      {failure && <ErrorNotice title="Not all sessions were checked">{failure}</ErrorNotice>}
      {preview && results === null && (
        <MovePreview
          preview={preview}
          mapping={mapping}
          onMap={(from, to) =>
            setChosen((before) =>
              Object.fromEntries([
                ...Object.entries(before).filter(([id]) => id !== from),
                ...(to ? [[from, to]] : []),
              ]),
            )
          }
        />
      )}
      {results && <MoveResults results={results} isRunning={isRunning} />}
      <DialogActions>
        {isRunning ? (
          <Button onClick={stop}>Stop</Button>
        ) : (
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
        )}
        {!isRunning && preview !== null && preview.moves > 0 && (
          <Button variant="primary" onClick={move}>
            Move {preview.moves.toLocaleString("en-US")} {preview.moves === 1 ? "session" : "sessions"}
          </Button>
        )}
      </DialogActions>
    </div>
  );
}
