import { useMemo } from "react";
import { fieldsOf } from "@/lib/tasks/field-meta";
import { taskKinds } from "@/lib/tasks/kinds";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { replaceText, type TextOwner } from "@/lib/workflows/commands/texts/replace-text";
import { describedEdges } from "../canvas/edges/described-edges";
import type { CanvasTools } from "../canvas/tools/canvas-tools";
import { useEditor } from "../store/store";
import { findText, type Hit, type SearchSources } from "./find-text";
import { type MatchOptions, replaceIn } from "./match-text";

/** The hits of a query in the document, with functions that show and replace them. */
export function useSearch(tools: CanvasTools, query: string, options: MatchOptions) {
  const document = useEditor((state) => state.document);
  const { definition } = document;
  const sources = useMemo((): SearchSources => {
    return {
      sentences: new Map(describedEdges(definition).map(({ id, label }) => [id, label])),
      schemaOf: (kind) => (Object.hasOwn(taskKinds, kind) ? taskKinds[kind]?.configSchema : undefined),
      fieldsOf,
    };
  }, [definition]);
  const hits = useMemo(() => findText(document, sources, query, options), [document, sources, query, options]);

  /** Selects the part that contains the hit and brings it into view. */
  function showHit({ place }: Hit): void {
    const { taskId, edgeId, noteId, groupId, settingKey } = place;
    if (settingKey !== undefined) tools.editor.getState().inspect({ settingKey });
    const edge = definition.edges.find(({ id }) => id === edgeId);
    if (settingKey === undefined)
      tools.select({
        taskIds: taskId === undefined ? [] : [taskId],
        edgeIds: edgeId === undefined ? [] : [edgeId],
        noteIds: noteId === undefined ? [] : [noteId],
        groupIds: groupId === undefined ? [] : [groupId],
      });
    const ids = [taskId, noteId, groupId, edge?.from, edge?.to].filter((id) => id !== undefined);
    if (ids.length > 0) tools.reveal(ids);
  }

  /** Replaces the query in the given hits as one step, and announces the number of replaced hits. */
  function replace(replaced: readonly Hit[], replacement: string): void {
    const changes = replaced.flatMap(({ place, path }) => {
      const text = path && valueAt(ownerOf(document, place), path);
      if (!path || typeof text !== "string") return [];
      return [{ ...place, path, value: replaceIn(text, query, replacement, options) }];
    });
    const result = tools.run(replaceText, { find: query.trim(), changes });
    if (result.ok) tools.showNotice(`Replaced in ${changes.length === 1 ? "1 place" : `${changes.length} places`}.`);
  }
  return { hits, showHit, replace };
}

function ownerOf({ definition, layout }: EditorDocument, place: TextOwner): object | undefined {
  const { taskId, edgeId, noteId, groupId, settingKey } = place;
  if (taskId !== undefined) return definition.tasks.find(({ id }) => id === taskId);
  if (edgeId !== undefined) return definition.edges.find(({ id }) => id === edgeId);
  if (settingKey !== undefined) return definition.settings.find(({ key }) => key === settingKey);
  if (noteId !== undefined) return layout.notes.find(({ id }) => id === noteId);
  if (groupId !== undefined) return layout.groups.find(({ id }) => id === groupId);
  return definition;
}

const valueAt = (root: object | undefined, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
