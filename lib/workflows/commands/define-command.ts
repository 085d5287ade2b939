import { applyPatches, type Draft, enablePatches, type Patch, produceWithPatches } from "immer";
import type { EditorDocument } from "./document";

enablePatches();

/** A change of the document that people can make, undo and find by its name. */
export interface Command<Args> {
  readonly name: string;
  /** For the undo button: "Add Classify", "Change the limit". */
  describe(args: Args, document: EditorDocument): string;
  /** Changes the draft in place. Throws CommandRefusedError, with a reason for people, and then changes nothing. */
  apply(draft: Draft<EditorDocument>, args: Args): void;
  /** Changes of the same field, one after another, are one entry of the undo list: the same text here. */
  mergesAs?(args: Args): string | undefined;
}

/** A command that cannot be carried out; the message tells the person why. */
export class CommandRefusedError extends Error {
  override name = "CommandRefusedError";
}

/** What a command did, with what undoes it. */
export interface AppliedCommand {
  document: EditorDocument;
  patches: Patch[];
  inverse: Patch[];
}

/** The document after the command. The document that is given stays as it is. Throws CommandRefusedError. */
export function applyCommand<Args>(document: EditorDocument, command: Command<Args>, args: Args): AppliedCommand {
  const [next, patches, inverse] = produceWithPatches(document, (draft) => command.apply(draft, args));
  return { document: next, patches, inverse };
}

/** The document after patches that `applyCommand` gave. */
export const replay = (document: EditorDocument, patches: Patch[]): EditorDocument => applyPatches(document, patches);
