"use client";

import { useEditor } from "../../store/store";
import { useInspect } from "../form/editor-access";
import type { KeyUse } from "../schema/known-keys";

const shown = 4;

interface UsedByProps {
  /** The name of the key. */
  keyName: string;
  writtenBy: readonly KeyUse[];
  readBy: readonly KeyUse[];
}

/** Links to the tasks and edges that write or read a key. */
export function UsedBy({ keyName, writtenBy, readBy }: UsedByProps) {
  const ask = useEditor((state) => state.ask);
  return (
    <p className="text-ink-faint text-meta">
      Written by <Uses uses={writtenBy} none="no task" />. Read by <Uses uses={readBy} none="nothing" />.{" "}
      <button
        type="button"
        className="text-accent hover:underline"
        onClick={() => ask({ about: "keys", key: keyName })}
      >
        Show all
      </button>
    </p>
  );
}

function Uses({ uses, none }: { uses: readonly KeyUse[]; none: string }) {
  const inspect = useInspect();
  if (uses.length === 0) return none;
  return (
    <>
      {uses.slice(0, shown).map((use, index) => (
        <span key={use.taskId ?? use.edgeId}>
          {index > 0 && ", "}
          <button
            type="button"
            className="text-left text-accent hover:underline"
            onClick={() => inspect({ taskId: use.taskId, edgeId: use.edgeId })}
          >
            {use.name}
          </button>
        </span>
      ))}
      {uses.length > shown && ` and ${uses.length - shown} more`}
    </>
  );
}
