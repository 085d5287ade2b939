"use client";

import Link from "next/link";
import { useState } from "react";
import type { CollectionName } from "@/lib/search/schema";
import { taskKinds } from "@/lib/tasks/kinds";
import type { DraftView } from "@/lib/workflows/schema";
import { ArchivedNotice } from "./archived-notice";
import { storedDraftOf } from "./drafts/draft-requests";
import { DraftSaver } from "./drafts/draft-saver";
import { SaverProvider } from "./drafts/saver-context";
import { EditorButtons } from "./editor-buttons";
import { LazyDialogs } from "./lazy/lazy-dialogs";
import { Notice } from "./notice";
import { EditorPanes } from "./panes/editor-panes";
import { Presence } from "./presence";
import { SaveStatus } from "./save-status";
import { createEditorStore, EditorProvider, useEditor } from "./store/store";
import { readStoredTrial } from "./trial/open-trial";

export interface EditorProps {
  /** The draft at the time of the page request. */
  draft: DraftView;
  /** The user id. Local copies are stored per person. */
  personId: string;
  /** The models that tasks may name. */
  models: readonly string[];
  /** The collections of documents that answers may come from. */
  collections: readonly CollectionName[];
  /** A session to show on the graph; null when none has run. */
  sessionId: string | null;
}

/** The editor of one workflow. Later values of `draft` are ignored. */
export function Editor({ sessionId, ...given }: EditorProps) {
  const [opened] = useState(() => open(given));
  return (
    <EditorProvider create={() => opened.store}>
      <SaverProvider saver={opened.saver}>
        <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-2">
          <Heading sessionId={sessionId} />
          <EditorButtons />
        </header>
        <ArchivedNotice className="border-line border-b" />
        <EditorPanes />
        <LazyDialogs />
        <Notice />
      </SaverProvider>
    </EditorProvider>
  );
}

function open({ draft, personId, models, collections }: Omit<EditorProps, "sessionId">) {
  const { workflowId, revision, isDirty, updatedAt } = draft;
  const stored = storedDraftOf(draft);
  const store = createEditorStore({
    workflowId,
    document: stored.document,
    kinds: taskKinds,
    models,
    collections,
    version: draft.baseVersionNumber,
    isArchived: draft.isArchived,
    trial: readStoredTrial(workflowId, stored.document, revision),
    savedAt: revision > 0 && isDirty ? updatedAt : null,
  });
  const pageId = Math.random().toString(36).slice(2);
  return { store, saver: new DraftSaver(store, { workflowId, personId, pageId }, stored) };
}

function Heading({ sessionId }: { sessionId: string | null }) {
  const name = useEditor((state) => state.document.definition.name);
  const workflowId = useEditor((state) => state.workflowId);
  const version = useEditor((state) => state.version);
  return (
    <div className="min-w-0">
      <p className="flex gap-4 text-meta">
        <Link href="/workflows" className="text-accent hover:underline">
          All workflows
        </Link>
        {sessionId && (
          <Link href={`/workflows/${workflowId}?session=${sessionId}`} className="text-accent hover:underline">
            Show a session
          </Link>
        )}
      </p>
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="wrap-anywhere min-w-0">{name || "Workflow without a name"}</h1>
        <p className="text-ink-soft">{version === null ? "Not published yet" : `Version ${version} and your draft`}</p>
        <SaveStatus />
        <Presence workflowId={workflowId} />
      </div>
    </div>
  );
}
