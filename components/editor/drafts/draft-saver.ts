import type { EditorDocument } from "@/lib/workflows/commands/document";
import { isSame } from "@/lib/workflows/commands/merging/is-same";
import type { MergeConflict } from "@/lib/workflows/commands/merging/merge-documents";
import { replaceDefinition } from "@/lib/workflows/commands/workflow-fields";
import type { DraftView } from "@/lib/workflows/schema";
import type { DraftConflict, Saving } from "../store/editor-state";
import type { EditorStore } from "../store/store";
import { type DraftAnswer, documentOf, readDraft, type StoredDraft, saveDraft, storedDraftOf } from "./draft-requests";
import { draftOf, loadMerging, type Merging, notMerged, withoutParts } from "./load-merging";
import { type LocalDraftKey, readLocalDrafts, removeLocalDraft, storeLocalDraft } from "./local-draft";

/** The delay between the last change and the request. Milliseconds. */
const sendDelayMs = 500;
/** The least and the greatest delay before a retry. Milliseconds. */
const retryDelayMs = { min: 2_000, max: 30_000 };

/**
 * Saves the draft of one open editor. It waits for a pause in editing and has one request in flight. Unsaved changes
 * are also stored in this browser. Changes of another designer are merged. A conflict stops saving until a person
 * decides it.
 */
export class DraftSaver {
  #store: EditorStore;
  #localKey: LocalDraftKey;
  #stored: StoredDraft;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;
  #retryDelayMs = retryDelayMs.min;
  /** The draft has a new base version that the server has not stored yet. */
  #isRebased = false;
  /** Local copies of earlier pages that are merged into this document. They are removed after the next save. */
  #mergedCopies: LocalDraftKey[] = [];
  /** Loaded before the first conflict. */
  #merging: Merging | undefined;

  constructor(store: EditorStore, localKey: LocalDraftKey, stored: StoredDraft) {
    this.#store = store;
    this.#localKey = localKey;
    this.#stored = stored;
  }

  /** The stored draft as this editor last read or wrote it. */
  get stored(): StoredDraft {
    return this.#stored;
  }

  /** True when a change is stored neither on the server nor in this browser. */
  get hasUnstoredChanges(): boolean {
    return this.#isUnsent && !this.storeLocally();
  }

  get #document(): EditorDocument {
    return this.#store.getState().document;
  }

  get #isUnsent(): boolean {
    return this.#isRebased || this.#document !== this.#stored.document;
  }

  /** Merges local copies of earlier pages and saves each later change. Returns a function that stops it. */
  start(): () => void {
    const abort = new AbortController();
    void this.#mergeLocalDrafts(abort.signal);
    const unsubscribe = this.#store.subscribe((state, before) => {
      if (state.document !== before.document) this.#scheduleSend();
    });
    const resume = (): void => void this.send().then(() => this.refresh());
    const storeOnLeave = (): void => void this.storeLocally();
    window.addEventListener("online", resume);
    window.addEventListener("focus", resume);
    window.addEventListener("pagehide", storeOnLeave);
    return () => {
      abort.abort();
      clearTimeout(this.#timer);
      unsubscribe();
      window.removeEventListener("online", resume);
      window.removeEventListener("focus", resume);
      window.removeEventListener("pagehide", storeOnLeave);
      storeOnLeave();
    };
  }

  /** Stores unsaved changes in this browser. True when they are stored here or on the server. */
  storeLocally(): boolean {
    if (!this.#isUnsent) return true;
    const { document: base } = this.#stored;
    return storeLocalDraft(this.#localKey, { document: this.#document, base, at: new Date().toISOString() });
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
    const answer = await readDraft(this.#localKey.workflowId);
    if (answer.status === "done") this.#store.setState({ isArchived: answer.result.isArchived });
    // The document may have changed during the request. Then saving merges both.
    if (answer.status === "done" && answer.result.revision > this.#stored.revision && !this.#isUnsent)
      await this.mergeDraft(answer.result);
  }

  /**
   * Merges a newer stored draft into the document, or asks about conflicts. Resolves to false when the code for it
   * cannot be loaded.
   */
  async mergeDraft(draft: DraftView, base?: EditorDocument): Promise<boolean> {
    this.#merging ??= await loadMerging();
    if (!this.#merging) return false;
    // Another request may have stored a newer draft during the load.
    if (draft.revision >= this.#stored.revision) this.#merge(this.#merging, draft, base ?? this.#stored.document);
    return true;
  }

  #merge({ mergeDocuments }: Merging, draft: DraftView, base: EditorDocument): void {
    const by = draft.author?.name ?? "Another designer";
    const theirs = documentOf(draft);
    const mine = this.#document;
    const { document, conflicts } = mergeDocuments(base, mine, theirs);
    if (conflicts.length > 0) {
      this.#askAbout({ by, draft, base, conflicts });
      return;
    }
    this.replaceDraft(draft, document, `Take over what ${by} changed`);
    if (!isSame(mine, document))
      this.#store.getState().say(`${by} has changed other parts. Both are in the draft now.`);
  }

  /** Handles a refused publish request: merges the newest version, or the stored draft when no version is newer. */
  async mergeNewest({
    draft,
    base,
    newest,
  }: Pick<DraftAnswer<never> & { status: "conflict" }, "draft" | "base" | "newest">): Promise<boolean> {
    if (!newest) return this.mergeDraft(draft);
    this.#merging ??= await loadMerging();
    if (!this.#merging) return false;
    const { versionId: baseVersionId, number: baseVersionNumber, definition, layout } = newest;
    this.#isRebased = true;
    return this.mergeDraft(
      { ...draft, baseVersionId, baseVersionNumber, definition, layout, author: null },
      base ? documentOf(base) : this.#stored.document,
    );
  }

  /**
   * Resolves a conflict. `sides` has one entry for each conflicting change. Edits since the conflict are merged too.
   * When they conflict as well, the person is asked about all changes again.
   */
  decide(sides: readonly ("mine" | "theirs")[]): void {
    const { conflict } = this.#store.getState();
    if (!conflict || !this.#merging) return;
    const { mergeDocuments, resolveConflict } = this.#merging;
    const { draft, base, conflicts } = conflict;
    const both = { mine: this.#document, theirs: documentOf(draft) };
    const merged = mergeDocuments(base, both.mine, both.theirs);
    // Decisions are found by path, because the list of conflicts may have changed since.
    const decided = new Map(conflicts.map(({ path }, index) => [path.join("\n"), sides[index]]));
    const sideOf = ({ path }: MergeConflict) => decided.get(path.join("\n"));
    if (!merged.conflicts.every(sideOf)) {
      this.#store.setState({ conflict: { ...conflict, conflicts: merged.conflicts } });
      this.#store.getState().say(`You and ${conflict.by} have changed something else too. Choose again, please.`);
      return;
    }
    const document = merged.conflicts.reduce(
      (result, one) => resolveConflict(result, one, { side: sideOf(one) ?? "mine", sides: both }),
      merged.document,
    );
    this.replaceDraft(draft, document, `Bring your draft and ${conflict.by}’s together`);
  }

  /** Sets the stored draft and the document. A difference between the two is saved. */
  replaceDraft(draft: DraftView, document: EditorDocument, label: string): void {
    this.#stored = storedDraftOf(draft);
    const state = this.#store.getState();
    const { baseVersionNumber: version, isArchived } = draft;
    this.#store.setState({ conflict: null, saving: { status: "saving" }, version, isArchived });
    if (!isSame(document, state.document)) {
      const result = state.run(replaceDefinition, { label, ...document });
      if (!result.ok) {
        this.#setStatus({ status: "refused", reason: result.reason });
        return;
      }
    }
    if (!this.#isRebased && isSame(this.#document, this.#stored.document)) {
      this.#stored = { ...this.#stored, document: this.#document };
      this.#setSaved(draft.updatedAt);
    } else this.#scheduleSend();
  }

  /** Sets the published version as the base of the draft. */
  setPublished({ revision, versionId, number }: { revision: number; versionId: string; number: number }): void {
    this.#stored = { ...this.#stored, revision, baseVersionId: versionId, baseVersionNumber: number };
    this.#store.setState({ version: number });
  }

  #scheduleSend(): void {
    const { saving } = this.#store.getState();
    clearTimeout(this.#timer);
    if (saving.status === "conflict") this.storeLocally();
    else if (!this.#isUnsent) this.#setSaved(new Date().toISOString());
    else {
      if (saving.status === "saved") this.#setStatus({ status: "saving" });
      this.#timer = setTimeout(() => void this.send(), sendDelayMs);
    }
  }

  async #sendOnce(): Promise<void> {
    this.storeLocally();
    const document = this.#document;
    const { workflowId } = this.#localKey;
    await this.#handleAnswer(await saveDraft(workflowId, { ...this.#stored, document }), document);
  }

  async #handleAnswer(
    answer: DraftAnswer<{ revision: number; updatedAt: string }>,
    document: EditorDocument,
  ): Promise<void> {
    switch (answer.status) {
      case "done":
        this.#retryDelayMs = retryDelayMs.min;
        this.#isRebased = false;
        this.#stored = { ...this.#stored, revision: answer.result.revision, document };
        if (this.#isUnsent) this.#scheduleSend();
        else this.#setSaved(answer.result.updatedAt);
        break;
      case "conflict":
        if (!(await this.mergeDraft(answer.draft))) this.#retryLater("offline");
        break;
      case "refused":
        this.#setStatus({ status: "refused", reason: answer.reason });
        break;
      case "signed_out":
        this.#setStatus({ status: "signed_out" });
        break;
      default:
        this.#retryLater(answer.status === "busy" ? "busy" : "offline");
    }
  }

  #retryLater(status: "busy" | "offline"): void {
    this.#setStatus({ status });
    this.#timer = setTimeout(() => void this.send(), this.#retryDelayMs);
    this.#retryDelayMs = Math.min(this.#retryDelayMs * 2, retryDelayMs.max);
  }

  #setSaved(at: string): void {
    for (const localKey of [this.#localKey, ...this.#mergedCopies.splice(0)]) removeLocalDraft(localKey);
    this.#setStatus({ status: "saved", at });
  }

  #setStatus(saving: Saving): void {
    this.#store.setState({ saving });
  }

  /** Merges local copies of earlier pages into the document, or asks about conflicts. */
  async #mergeLocalDrafts(signal: AbortSignal): Promise<void> {
    const copies = readLocalDrafts(this.#localKey);
    this.#merging ??= await loadMerging();
    const merging = this.#merging;
    if (copies.length === 0 || signal.aborted) return;
    if (!merging) return this.#store.getState().say(notMerged);
    for (const { pageId, document, base } of copies) {
      const localKey = { ...this.#localKey, pageId };
      const stored = this.#document;
      if (isSame(document, stored)) {
        removeLocalDraft(localKey);
        continue;
      }
      const mergeBase = base ?? withoutParts(stored);
      const merged = merging.mergeDocuments(mergeBase, document, stored);
      const state = this.#store.getState();
      // A copy that the store refuses is not removed. The store shows the reason.
      if (!state.run(replaceDefinition, { label: "Take up what was kept here", ...merged.document }).ok) continue;
      this.#mergedCopies.push(localKey);
      if (merged.conflicts.length > 0) {
        const draft = draftOf(this.#stored, state);
        this.#askAbout({ by: "Another designer", draft, base: mergeBase, conflicts: merged.conflicts });
        return;
      }
      state.say("What you changed here before is taken up and saved now.");
    }
    if (this.#isUnsent) this.#scheduleSend();
  }

  #askAbout(conflict: DraftConflict): void {
    this.#store.setState({ conflict, saving: { status: "conflict", by: conflict.by } });
  }
}
