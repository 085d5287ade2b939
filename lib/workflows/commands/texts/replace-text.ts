import type { Draft } from "immer";
import { edgeDefinitionSchema, settingDefinitionSchema } from "@/lib/engine/definition-kit";
import { canReadTemplates, templateProblem } from "@/lib/tasks/template";
import { type Command, CommandRefusedError } from "../define-command";
import { canvasGroupSchema, canvasNoteSchema, draftDefinitionSchema, type EditorDocument } from "../document";
import { edgeOf, parseOrRefuse, parseTask, storable, taskOf } from "../parts";
import { setAt } from "../set-at";

/** The part that a text belongs to; without an id it is the workflow itself. */
export interface TextOwner {
  taskId?: string;
  edgeId?: string;
  settingKey?: string;
  noteId?: string;
  groupId?: string;
}

export type TextChange = TextOwner & { path: (string | number)[]; value: string };

export interface ReplaceTextArgs {
  /** For the undo button: what is replaced. */
  find: string;
  changes: TextChange[];
}

/** Replaces words in several places at once. Refuses to break a template. */
export const replaceText: Command<ReplaceTextArgs> = {
  name: "replaceText",
  describe: ({ find, changes }) =>
    `Replace “${find}” in ${changes.length === 1 ? "1 place" : `${changes.length} places`}`,
  apply(draft, { changes }) {
    if (changes.length === 0) throw new CommandRefusedError("There is nothing to replace.");
    const changed = new Set<TextPart>();
    for (const { path, value, ...owner } of changes) {
      const part = partOf(draft, owner);
      assertTemplate(part.value, path, value);
      setAt(part.value, path, value);
      changed.add(part);
    }
    for (const { value, parse } of changed) parse(storable(value));
  },
};

interface TextPart {
  value: object;
  /** Throws CommandRefusedError. */
  parse(value: unknown): unknown;
}

/** The part of the document that has a text. Throws CommandRefusedError. */
function partOf(draft: Draft<EditorDocument>, owner: TextOwner): TextPart {
  const { taskId, edgeId, settingKey, noteId, groupId } = owner;
  const { definition, layout } = draft;
  if (taskId !== undefined) return { value: taskOf(draft, taskId), parse: parseTask };
  if (edgeId !== undefined) return { value: edgeOf(draft, edgeId), parse: parsedBy(edgeDefinitionSchema) };
  const found = [
    settingKey !== undefined && {
      value: definition.settings.find(({ key }) => key === settingKey),
      parse: parsedBy(settingDefinitionSchema),
    },
    noteId !== undefined && { value: layout.notes.find(({ id }) => id === noteId), parse: parsedBy(canvasNoteSchema) },
    groupId !== undefined && {
      value: layout.groups.find(({ id }) => id === groupId),
      parse: parsedBy(canvasGroupSchema),
    },
  ].find((part) => part !== false);
  if (!found) return { value: definition, parse: parsedBy(draftDefinitionSchema) };
  if (!found.value) throw new CommandRefusedError("The text is not there any more.");
  return { value: found.value, parse: found.parse };
}

const parsedBy = (schema: Parameters<typeof parseOrRefuse>[0]) => (value: unknown) => parseOrRefuse(schema, value);

/** A text that could be read as a template can be read as one afterwards, too. */
function assertTemplate(part: object, path: readonly (string | number)[], value: string): void {
  if (!/\{[{%]/.test(value) || !canReadTemplates() || templateProblem(value) === null) return;
  const before = path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    part,
  );
  if (typeof before === "string" && templateProblem(before) !== null) return;
  throw new CommandRefusedError("With this text a placeholder could not be read any more. Nothing was replaced.");
}
