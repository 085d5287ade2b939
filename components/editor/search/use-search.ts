import { useMemo } from "react";
import { fieldsOf } from "@/lib/tasks/field-meta";
import { taskKinds } from "@/lib/tasks/kinds";
import { replaceText } from "@/lib/workflows/commands/replace-text";
import { describedEdges } from "../canvas/edges/described-edges";
import type { CanvasTools } from "../canvas/tools/canvas-tools";
import { useEditor } from "../store/store";
import { findText, type Hit, replaceIn, type SearchSources } from "./find-text";

/** The hits of a query in the document, with functions that show and replace them. */
export function useSearch(tools: CanvasTools, query: string) {
  const document = useEditor((state) => state.document);
  const { definition } = document;
  const sources = useMemo((): SearchSources => {
    return {
      sentences: new Map(describedEdges(definition).map(({ id, label }) => [id, label])),
      schemaOf: (kind) => (Object.hasOwn(taskKinds, kind) ? taskKinds[kind]?.configSchema : undefined),
      fieldsOf,
    };
  }, [definition]);
  const hits = useMemo(() => findText(document, sources, query), [document, sources, query]);

  /** Selects the part that contains the hit and brings it into view. */
  function showHit({ place }: Hit): void {
    if ("taskId" in place) {
      tools.select({ taskIds: [place.taskId] });
      tools.reveal([place.taskId]);
    } else if ("edgeId" in place) {
      const edge = definition.edges.find(({ id }) => id === place.edgeId);
      tools.select({ edgeIds: [place.edgeId] });
      if (edge) tools.reveal([edge.from, edge.to]);
    } else if ("noteId" in place) {
      tools.select({ noteIds: [place.noteId] });
      tools.reveal([place.noteId]);
    } else {
      tools.select({ groupIds: [place.groupId] });
      tools.reveal([place.groupId]);
    }
  }

  /** Replaces the query in the given hits as one step, and announces the number of replaced hits. */
  function replace(replaced: readonly Hit[], replacement: string): void {
    const changes = replaced.flatMap(({ place, path }) => {
      const task = "taskId" in place ? definition.tasks.find(({ id }) => id === place.taskId) : undefined;
      const text = task && path ? valueAt(task, path) : undefined;
      if (!task || !path || typeof text !== "string") return [];
      return [{ taskId: task.id, path, value: replaceIn(text, query, replacement) }];
    });
    const result = tools.run(replaceText, { find: query.trim(), changes });
    if (result.ok) tools.showNotice(`Replaced in ${changes.length === 1 ? "1 place" : `${changes.length} places`}.`);
  }
  return { hits, showHit, replace };
}

const valueAt = (root: object, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
