import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import {
  type MigrationPreview,
  type MovedSession,
  moveSessions,
  previewMigration,
  type TaskMapping,
} from "../version-requests";

/** What is known about moving the sessions of a workflow to a version. */
export interface Moving {
  preview: MigrationPreview | null;
  failure: string | null;
  /** The sessions that were tried, in order; null before the first one. */
  results: MovedSession[] | null;
  isRunning: boolean;
}

/** Previews and moves the open sessions of a workflow to a version, in batches that can be stopped. */
export function useMoving(workflowId: string, toVersion: number, mapping: TaskMapping) {
  const router = useRouter();
  const [state, setState] = useState<Moving>({ preview: null, failure: null, results: null, isRunning: false });
  const isStopped = useRef(false);

  const look = useCallback(async () => {
    const answer = await previewMigration(workflowId, toVersion, mapping);
    setState((before) =>
      "result" in answer
        ? { ...before, preview: answer.result, failure: null }
        : { ...before, preview: null, failure: answer.refusal.detail },
    );
  }, [workflowId, toVersion, mapping]);
  useEffect(() => {
    void look();
    return () => {
      isStopped.current = true;
    };
  }, [look]);

  async function move(): Promise<void> {
    isStopped.current = false;
    setState((before) => ({ ...before, failure: null, results: [], isRunning: true }));
    let cursor: string | undefined;
    do {
      const answer = await moveSessions(workflowId, { to_version: toVersion, mapping, ...(cursor && { cursor }) });
      if ("refusal" in answer) {
        setState((before) => ({ ...before, failure: answer.refusal.detail }));
        break;
      }
      const { sessions, next_cursor } = answer.result;
      setState((before) => ({ ...before, results: [...(before.results ?? []), ...sessions] }));
      cursor = next_cursor;
    } while (cursor !== undefined && !isStopped.current);
    setState((before) => ({ ...before, isRunning: false }));
    router.refresh();
    await look();
  }
  return {
    ...state,
    move,
    stop: () => {
      isStopped.current = true;
    },
  };
}
