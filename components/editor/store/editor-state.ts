import type { KindRulesMap } from "@/lib/engine";
import type { Command } from "@/lib/workflows/commands/define-command";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import type { MergeConflict } from "@/lib/workflows/commands/merge-documents";
import type { PartIds } from "@/lib/workflows/commands/parts";
import type { DraftView } from "@/lib/workflows/schema";
import type { EditorHistory } from "./history";
import type { EditorProblem, UnfinishedTexts } from "./unfinished-texts";

/** What the inspector shows, and where in it the focus should go. */
export interface Inspected {
  taskId?: string;
  edgeId?: string;
  settingKey?: string;
  /** The field that is to be focused, as a problem names it: `["config", "limit"]`. */
  path?: (string | number)[];
  /** The focus goes to the inspector: it was asked for by key. */
  focuses?: boolean;
  /** Another number for each request: the same place may be asked for twice. */
  request: number;
}

/** How the draft stands on the server. */
export type Saving =
  | { status: "saved"; at: string | null }
  /** There is something that will be sent soon, or is being sent. */
  | { status: "saving" }
  | { status: "offline" }
  /** The server is there and takes nothing at the moment. */
  | { status: "busy" }
  /** The session has expired. */
  | { status: "signed_out" }
  /** Another designer has changed the same: both are shown side by side. */
  | { status: "conflict"; by: string }
  /** The server refused it, and why. It is kept here. */
  | { status: "refused"; reason: string };

/** What another designer and this editor have changed differently. */
export interface DraftConflict {
  by: string;
  /** Theirs, as the server has it. */
  draft: DraftView;
  /** What both began from. */
  base: EditorDocument;
  conflicts: MergeConflict[];
}

/** What the editor asks a person in a dialog of its own. */
export type Asking =
  /** Which kind of task is added: alone, after a task, or on an edge. */
  | { about: "kind"; after?: { taskId: string; as: "next" | "branch" }; edgeId?: string }
  /** Which task an edge leads to, or comes from. The focus goes back to the canvas when it was asked for there. */
  | { about: "connect"; taskId: string; isFromCanvas?: true }
  | { about: "move"; edgeId: string; end: "from" | "to"; isFromCanvas?: true }
  | { about: "publish" }
  | { about: "discard" }
  | { about: "conflict" };

/** The item of the outline that gets the focus. */
export interface OutlineFocus {
  id: string;
  /** Its name is typed next. */
  renames: boolean;
  request: number;
}

export type RunResult = { ok: true; added: PartIds } | { ok: false; reason: string };

export interface EditorState {
  workflowId: string;
  /** The number of the version that the draft changes; null before the first. */
  version: number | null;
  document: EditorDocument;
  /** As of a moment ago: they are looked for when typing pauses. */
  problems: readonly EditorProblem[];
  /** Whether they have been looked for; `failed` while what looks for them could not be loaded. */
  checking: "running" | "done" | "failed";
  /** Texts of fields that are no value yet. They stay as long as the editor is open. */
  unfinished: UnfinishedTexts;
  selection: PartIds;
  inspected: Inspected | null;
  history: EditorHistory;
  saving: Saving;
  /** What has to be decided before the draft is sent again. */
  conflict: DraftConflict | null;
  /** What is said to everybody, a screen reader included: why a command was refused, what was undone. */
  notice: { text: string; isQuiet: boolean; count: number };
  kinds: KindRulesMap;
  /** The models that tasks may name. */
  models: readonly string[];
  asking: Asking | null;
  outlineFocus: OutlineFocus | null;

  /** Runs a command as one step of the history. What it has added is selected. */
  run<Args>(command: Command<Args>, args: Args): RunResult;
  /** Takes the last step back. */
  undo(): void;
  redo(): void;
  /** Selects these parts and no others; without any, nothing. */
  select(parts: Partial<PartIds>): void;
  /** Selects a task, an edge or a setting and lets the inspector show it, with the focus in the field that is named. */
  inspect(place: Omit<Inspected, "request">): void;
  /** The field that was typed in was left: what is typed next is a step of its own. */
  endTyping(): void;
  say(text: string): void;
  /** Opens a dialog; null closes it. */
  ask(asking: Asking | null): void;
  /** Moves the focus to an item of the outline. */
  focusInOutline(id: string, renames?: boolean): void;
}
