import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { taskKinds } from "@/lib/tasks/kinds";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { DraftSaver } from "../drafts/draft-saver";
import { SaverProvider } from "../drafts/saver-context";
import { createEditorStore, EditorProvider } from "../store/store";

/** Renders a part of the editor with a draft of revision 1. Requests get the answers of `fetch`. */
export function renderInEditor(
  children: ReactNode,
  document: EditorDocument,
  fetch = vi.fn<typeof globalThis.fetch>(),
) {
  vi.stubGlobal("fetch", fetch);
  const store = createEditorStore({ workflowId: "test", document, kinds: taskKinds });
  const stored = { revision: 1, baseVersionId: null, baseVersionNumber: null, document };
  const saver = new DraftSaver(store, { workflowId: "test", personId: "mira", pageId: "one" }, stored);
  const view = render(
    <EditorProvider create={() => store}>
      <SaverProvider saver={saver}>{children}</SaverProvider>
    </EditorProvider>,
  );
  return { store, saver, user: userEvent.setup(), ...view };
}
