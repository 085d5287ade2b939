import type { EditorDocument } from "@/lib/workflows/commands/document";
import { isSame } from "@/lib/workflows/commands/merging/is-same";
import { type MergeConflict, mergeDocuments } from "@/lib/workflows/commands/merging/merge-documents";
import { resolveConflict } from "@/lib/workflows/commands/merging/resolve-conflict";
import { replaceDefinition } from "@/lib/workflows/commands/workflow-fields";
import type { DraftView } from "@/lib/workflows/schema";
import type { Saving } from "../store/editor-state";
import type { EditorStore } from "../store/store";
import { type DraftAnswer, type DraftStand, documentOf, readDraft, saveDraft, standOf } from "./draft-requests";
import { forgetDraft, type KeptPlace, keepDraft, readKeptDrafts } from "./kept-draft";

/** How long after the last change the draft is sent. Milliseconds. */
const sendAfterMs = 500;
/** The first and the longest pause before it is tried again. Milliseconds. */
const retryMs = { first: 2_000, longest: 30_000 };

/**
 * Sends the draft of one open editor: some time after the last change, one request at a time. What the server does not
 * have is kept in this browser until it does. What somebody else has changed is merged; where both changed the same, it
 * waits for a decision and sends nothing.
 */
export class DraftSaver {
  #store: EditorStore;
  #place: KeptPlace;
  #stand: DraftStand;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | undefined;
  #pauseMs = retryMs.first;
  /** The draft changes another version than the server knows. */
  #isRebased = false;
  /** What earlier pages kept, whose changes are in this document: forgotten when the server has it. */
  #taken: KeptPlace[] = [];

  constructor(store: EditorStore, place: KeptPlace, stand: DraftStand) {
    this.#store = store;
    this.#place = place;
    this.#stand = stand;
  }

  /** The draft as the server has it. */
  get stand(): DraftStand {
    return this.#stand;
  }

  /** Whether there is something that neither the server nor this browser has. */
  get isAtRisk(): boolean {
    return this.#isUnsent && !this.keep();
  }

  get #document(): EditorDocument {
    return this.#store.getState().document;
  }

  get #isUnsent(): boolean {
    return this.#isRebased || this.#document !== this.#stand.document;
  }

  /** Takes over what earlier pages kept, and sends from now on whatever changes. Returns what ends it. */
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

  /** Keeps in this browser what the server does not have yet; true when it has it, or the server does. */
  keep(): boolean {
    if (!this.#isUnsent) return true;
    const { document: base } = this.#stand;
    return keepDraft(this.#place, { document: this.#document, base, at: new Date().toISOString() });
  }

  /** Sends what is not sent yet; resolves with whether the server has everything then. */
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

  /** Takes over what somebody else has saved meanwhile, while nothing here waits to be sent. */
  async refresh(): Promise<void> {
    if (this.#isUnsent || this.#store.getState().saving.status !== "saved") return;
    const answer = await readDraft(this.#place.workflowId);
    // What was changed here meanwhile is sent, and merged where it has to be.
    if (answer.status === "done" && answer.result.revision > this.#stand.revision && !this.#isUnsent)
      this.takeOver(answer.result);
  }

  /** The server has another draft: what was edited here is brought into it. */
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

  /** Publishing was refused: what was published meanwhile, or else what somebody has saved, is brought into the draft. */
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
   * Ends a conflict: for each thing that both sides changed, whose stands. What was changed here since is merged too; where
   * that overlaps as well, nothing is settled and the person is asked about all of it.
   */
  decide(sides: readonly ("mine" | "theirs")[]): void {
    const { conflict } = this.#store.getState();
    if (!conflict) return;
    const { draft, base, conflicts } = conflict;
    const merged = mergeDocuments(base, this.#document, documentOf(draft));
    // What was decided stands by its path: editing went on, and the list may be another one now.
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

  /** Goes on from a draft of the server's with this document; what differs from the draft is sent. */
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

  /** The draft was published: it is a version now, and the base of what comes next. */
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

  /** Brings what earlier pages kept into the document, unless it overlaps with what somebody else did meanwhile. */
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
      // What is refused stays kept; the store says why.
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

/** What a merge begins from when nobody knows it: every part that differs is a conflict, and no part is deleted. */
const withoutParts = ({ definition, layout }: EditorDocument): EditorDocument => ({
  definition: { ...definition, name: "", description: "", startTaskId: "", settings: [], tasks: [], edges: [] },
  layout,
});
