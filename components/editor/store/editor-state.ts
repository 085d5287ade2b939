import type { KindRulesMap } from "@/lib/engine/definition-kit";
import type { CollectionName } from "@/lib/search/schema";
import type { Command } from "@/lib/workflows/commands/define-command";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import type { MergeConflict } from "@/lib/workflows/commands/merging/merge-documents";
import type { PartIds } from "@/lib/workflows/commands/parts";
import type { DraftView } from "@/lib/workflows/schema";
import type { OpenTrial } from "../trial/open-trial";
import type { EditorHistory } from "./history";
import type { EditorProblem, UnfinishedTexts } from "./unfinished-texts";

/** What the inspector shows, and the field that gets the focus. */
export interface Inspected {
  taskId?: string;
  edgeId?: string;
  settingKey?: string;
  /** The path of the field that gets the focus, as in a problem: `["config", "limit"]`. */
  path?: (string | number)[];
  /** The heading of the inspector gets the focus, because a key opened it. */
  focuses?: boolean;
  /** A new number for each request, because the same place may be requested twice. */
  request: number;
}

/** The save status of the draft. */
export type Saving =
  | { status: "saved"; at: string | null }
  /** A change waits to be sent or is in flight. */
  | { status: "saving" }
  | { status: "offline" }
  /** The server cannot accept requests at the moment. */
  | { status: "busy" }
  /** The sign-in session has expired. */
  | { status: "signed_out" }
  /** Another designer has made a conflicting change. The person decides. */
  | { status: "conflict"; by: string }
  /** The server refused the draft. The changes are stored in this browser. */
  | { status: "refused"; reason: string };

/** The conflicting changes of another designer and this editor. */
export interface DraftConflict {
  by: string;
  /** The stored draft of the other designer. */
  draft: DraftView;
  /** The document that both started from. */
  base: EditorDocument;
  conflicts: MergeConflict[];
}

/** The open dialog of the editor. */
export type Asking =
  /** The kind of a new task: alone, after a task, or on an edge. */
  | { about: "kind"; after?: { taskId: string; as: "next" | "branch" }; edgeId?: string }
  /** The start or the end of an edge. The focus returns to the canvas when the dialog was opened there. */
  | { about: "connect"; taskId: string; isFromCanvas?: true }
  | { about: "move"; edgeId: string; end: "from" | "to"; isFromCanvas?: true }
  | { about: "publish" }
  /** Who writes and who reads each key; the dialog opens at this one. */
  | { about: "keys"; key?: string }
  | { about: "discard" }
  | { about: "export" }
  | { about: "import" }
  | { about: "conflict" };

/** The item of the outline that gets the focus. */
interface OutlineFocus {
  id: string;
  /** Renaming of the item starts. */
  renames: boolean;
  request: number;
}

/** The result of a command: the parts that it added, or a sentence with the reason of a refusal. */
export type RunResult = { ok: true; added: PartIds } | { ok: false; reason: string };

/** The state of one open editor, with the functions that change it. */
export interface EditorState {
  workflowId: string;
  /** The number of the base version; null before the first version. */
  version: number | null;
  /** The workflow is archived: it cannot be started. */
  isArchived: boolean;
  document: EditorDocument;
  /** The problems of the last check. Checks run when editing pauses. */
  problems: readonly EditorProblem[];
  /** What does not block publishing. Empty while there are problems. */
  warnings: readonly EditorProblem[];
  /** The state of the check; `failed` while the checker cannot be loaded. */
  checking: "running" | "done" | "failed";
  /** Invalid texts of fields. They are kept while the editor is open. */
  unfinished: UnfinishedTexts;
  selection: PartIds;
  inspected: Inspected | null;
  history: EditorHistory;
  saving: Saving;
  /** The conflict that blocks saving; null for none. */
  conflict: DraftConflict | null;
  /** The last notice. It is shown and announced, for example why a command was refused. */
  notice: { text: string; isQuiet: boolean; count: number };
  kinds: KindRulesMap;
  /** The models that tasks may name. */
  models: readonly string[];
  /** The collections of documents that answers may come from. */
  collections: readonly CollectionName[];
  asking: Asking | null;
  /** The open test run; null for none. */
  trial: OpenTrial | null;
  outlineFocus: OutlineFocus | null;

  /** Runs a command as one step of the history. Parts that it adds are selected. */
  run<Args>(command: Command<Args>, args: Args): RunResult;
  /** Undoes the last step. */
  undo(): void;
  redo(): void;
  /** Selects these parts only. An empty selection is allowed. */
  select(parts: Partial<PartIds>): void;
  /** Selects a task, an edge or a setting, opens it in the inspector and focuses the field of `path`. */
  inspect(place: Omit<Inspected, "request">): void;
  /** Ends a step of typing. The next edit is a new step. */
  endTyping(): void;
  say(text: string): void;
  /** Opens a dialog; null closes it. */
  ask(asking: Asking | null): void;
  /** Opens, changes or closes the test run. */
  setTrial(trial: OpenTrial | null): void;
  /** Focuses an item of the outline. */
  focusInOutline(id: string, renames?: boolean): void;
}
