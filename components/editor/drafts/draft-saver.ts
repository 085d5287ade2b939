import type { EditorDocument } from "@/lib/workflows/commands/document";
import { isSame } from "@/lib/workflows/commands/merging/is-same";
import { type MergeConflict, mergeDocuments } from "@/lib/workflows/commands/merging/merge-documents";
import { resolveConflict } from "@/lib/workflows/commands/merging/resolve-conflict";
import { replaceDefinition } from "@/lib/workflows/commands/workflow-fields";
import type { DraftView } from "@/lib/workflows/schema";
import type { Saving } from "../store/editor-state";
import type { EditorStore } from "../store/store";
import { type DraftAnswer, type DraftStand, documentOf, readDraft, saveDraft, standOf } from "./draft-requests";
import { forgetDraft, type KeptPlace, keepDraft, readKeptDrafts } from "./local-draft";

/** The delay between the last change and the request. Milliseconds. */
const sendAfterMs = 500;
/** The first and the longest delay before a retry. Milliseconds. */
const retryMs = { first: 2_000, longest: 30_000 };

/**
 * Saves the draft of one open editor. It waits for a pause in editing and has one request in flight. Unsaved changes
 * are also stored in this browser. Changes of another designer are merged. A conflict stops saving until a person
 * decides it.
 */
export class DraftSaver {
  #store: EditorStore;
  #place: KeptPlace;
  #stand: DraftStand;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;
  #pauseMs = retryMs.first;
  /** The draft has a new base version that the server has not stored yet. */
  #isRebased = false;
  /** Local copies of earlier pages that are merged into this document. They are removed after the next save. */
  #taken: KeptPlace[] = [];

  constructor(store: EditorStore, place: KeptPlace, stand: DraftStand) {
    this.#store = store;
    this.#place = place;
    this.#stand = stand;
  }

  /** The stored draft as this editor last read or wrote it. */
  get stand(): DraftStand {
    return this.#stand;
  }

  /** True when a change is stored neither on the server nor in this browser. */
  get isAtRisk(): boolean {
    return this.#isUnsent && !this.keep();
  }

  get #document(): EditorDocument {
    return this.#store.getState().document;
  }

  get #isUnsent(): boolean {
    return this.#isRebased || this.#document !== this.#stand.document;
  }

  /** Merges local copies of earlier pages and saves each later change. Returns a function that stops it. */
  start(): () => void {
    this.#recover();
    const unsubscribe = this.#store.subscribe((state, before) => {
      if (state.document !== before.document) this.#changed();
    });
    const goOn = (): void => void this.send().then(() => this.refresh());
    const leave = (): void => void this.keep();
    window.addEventListener("online", goOn);
    window.addEventListener("focus", goOn);
    window.addEventListener("pagehide", leave);
    return () => {
      clearTimeout(this.#timer);
      unsubscribe();
      window.removeEventListener("online", goOn);
      window.removeEventListener("focus", goOn);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }

  /** Stores unsaved changes in this browser. True when they are stored here or on the server. */
  keep(): boolean {
    if (!this.#isUnsent) return true;
    const { document: base } = this.#stand;
    return keepDraft(this.#place, { document: this.#document, base, at: new Date().toISOString() });
  }

  /** Saves unsaved changes. Resolves to true when the server has the whole document. */
  async send(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#sending) await this.#sending;
    if (!this.#isUnsent) return true;
    if (this.#store.getState().saving.status === "conflict") return false;
    this.#sending = this.#sendOnce().finally(() => {
      this.#sending = undefined;
    });
    await this.#sending;
    return !this.#isUnsent;
  }

  /** Loads changes of other designers. Does nothing while this editor has unsaved changes. */
  async refresh(): Promise<void> {
    if (this.#isUnsent || this.#store.getState().saving.status !== "saved") return;
    const answer = await readDraft(this.#place.workflowId);
    // The document may have changed during the request. Then saving merges both.
    if (answer.status === "done" && answer.result.revision > this.#stand.revision && !this.#isUnsent)
      this.takeOver(answer.result);
  }

  /** Merges a newer stored draft into the document, or asks about conflicts. */
  takeOver(draft: DraftView, base: EditorDocument = this.#stand.document): void {
    const by = draft.author?.name ?? "Somebody else";
    const theirs = documentOf(draft);
    const mine = this.#document;
    const { document, conflicts } = mergeDocuments(base, mine, theirs);
    if (conflicts.length > 0) {
      this.#store.setState({ conflict: { by, draft, base, conflicts } });
      this.#show({ status: "conflict", by });
      return;
    }
    this.adopt(draft, document, `Take over what ${by} changed`);
    if (!isSame(mine, document))
      this.#store.getState().say(`${by} has changed other parts. Both are in the draft now.`);
  }

  /** Handles a refused publish request: merges the newest version, or the stored draft when no version is newer. */
  takeNewest({
    draft,
    base,
    newest,
  }: Pick<DraftAnswer<never> & { status: "conflict" }, "draft" | "base" | "newest">): void {
    if (!newest) {
      this.takeOver(draft);
      return;
    }
    const { versionId: baseVersionId, number: baseVersionNumber, definition, layout } = newest;
    this.#isRebased = true;
    this.takeOver(
      { ...draft, baseVersionId, baseVersionNumber, definition, layout, author: null },
      base ? documentOf(base) : this.#stand.document,
    );
  }

  /**
   * Resolves a conflict. `sides` has one entry for each conflicting change. Edits since the conflict are merged too.
   * When they conflict as well, the person is asked about all changes again.
   */
  decide(sides: readonly ("mine" | "theirs")[]): void {
    const { conflict } = this.#store.getState();
    if (!conflict) return;
    const { draft, base, conflicts } = conflict;
    const merged = mergeDocuments(base, this.#document, documentOf(draft));
    // Decisions are found by path, because the list of conflicts may have changed since.
    const decided = new Map(conflicts.map(({ path }, index) => [path.join("\n"), sides[index]]));
    const sideOf = ({ path }: MergeConflict) => decided.get(path.join("\n"));
    if (!merged.conflicts.every(sideOf)) {
      this.#store.setState({ conflict: { ...conflict, conflicts: merged.conflicts } });
      this.#store.getState().say(`You and ${conflict.by} have changed something else too. Choose again, please.`);
      return;
    }
    const document = merged.conflicts.reduce(
      (result, one) => resolveConflict(result, one, sideOf(one) ?? "mine"),
      merged.document,
    );
    this.adopt(draft, document, `Bring your draft and ${conflict.by}’s together`);
  }

  /** Sets the stored draft and the document. A difference between the two is saved. */
  adopt(draft: DraftView, document: EditorDocument, label: string): void {
    this.#stand = standOf(draft);
    const state = this.#store.getState();
    this.#store.setState({ conflict: null, saving: { status: "saving" }, version: draft.baseVersionNumber });
    if (!isSame(document, state.document)) {
      const result = state.run(replaceDefinition, { label, ...document });
      if (!result.ok) {
        this.#show({ status: "refused", reason: result.reason });
        return;
      }
    }
    if (!this.#isRebased && isSame(this.#document, this.#stand.document)) {
      this.#stand = { ...this.#stand, document: this.#document };
      this.#saved(draft.updatedAt);
    } else this.#changed();
  }

  /** Sets the published version as the base of the draft. */
  published({ revision, versionId, number }: { revision: number; versionId: string; number: number }): void {
    this.#stand = { ...this.#stand, revision, baseVersionId: versionId, baseVersionNumber: number };
    this.#store.setState({ version: number });
  }

  #changed(): void {
    const { saving } = this.#store.getState();
    clearTimeout(this.#timer);
    if (saving.status === "conflict") this.keep();
    else if (!this.#isUnsent) this.#saved(new Date().toISOString());
    else {
      if (saving.status === "saved") this.#show({ status: "saving" });
      this.#timer = setTimeout(() => void this.send(), sendAfterMs);
    }
  }

  async #sendOnce(): Promise<void> {
    this.keep();
    const document = this.#document;
    const { workflowId } = this.#place;
    this.#settle(await saveDraft(workflowId, { ...this.#stand, document }), document);
  }

  #settle(answer: DraftAnswer<{ revision: number; updatedAt: string }>, document: EditorDocument): void {
    switch (answer.status) {
      case "done":
        this.#pauseMs = retryMs.first;
        this.#isRebased = false;
        this.#stand = { ...this.#stand, revision: answer.result.revision, document };
        if (this.#isUnsent) this.#changed();
        else this.#saved(answer.result.updatedAt);
        break;
      case "conflict":
        this.takeOver(answer.draft);
        break;
      case "refused":
        this.#show({ status: "refused", reason: answer.reason });
        break;
      case "signed_out":
        this.#show({ status: "signed_out" });
        break;
      default:
        this.#show({ status: answer.status === "busy" ? "busy" : "offline" });
        this.#timer = setTimeout(() => void this.send(), this.#pauseMs);
        this.#pauseMs = Math.min(this.#pauseMs * 2, retryMs.longest);
    }
  }

  #saved(at: string): void {
    for (const place of [this.#place, ...this.#taken.splice(0)]) forgetDraft(place);
    this.#show({ status: "saved", at });
  }

  #show(saving: Saving): void {
    this.#store.setState({ saving });
  }

  /** Merges local copies of earlier pages into the document, or asks about conflicts. */
  #recover(): void {
    for (const { pageId, document, base } of readKeptDrafts(this.#place)) {
      const place = { ...this.#place, pageId };
      const stand = this.#document;
      if (isSame(document, stand)) {
        forgetDraft(place);
        continue;
      }
      const began = base ?? withoutParts(stand);
      const merged = mergeDocuments(began, document, stand);
      const state = this.#store.getState();
      // A copy that the store refuses is not removed. The store shows the reason.
      if (!state.run(replaceDefinition, { label: "Take up what was kept here", ...merged.document }).ok) continue;
      this.#taken.push(place);
      if (merged.conflicts.length > 0) {
        this.#askAbout(began, merged.conflicts);
        return;
      }
      state.say("What you changed here before is taken up and saved now.");
    }
    if (this.#isUnsent) this.#changed();
  }

  #askAbout(base: EditorDocument, conflicts: MergeConflict[]): void {
    const { revision, baseVersionId, baseVersionNumber, document: theirs } = this.#stand;
    const draft: DraftView = {
      ...{ workflowId: this.#place.workflowId, revision, baseVersionId, baseVersionNumber, ...theirs },
      ...{ author: null, updatedAt: new Date().toISOString(), isDirty: true },
    };
    this.#store.setState({ conflict: { by: "Somebody else", draft, base, conflicts } });
    this.#show({ status: "conflict", by: "Somebody else" });
  }
}

/** A merge base for a copy without one. Each part that differs becomes a conflict, and no part is deleted. */
const withoutParts = ({ definition, layout }: EditorDocument): EditorDocument => ({
  definition: { ...definition, name: "", description: "", startTaskId: "", settings: [], tasks: [], edges: [] },
  layout,
});
