import { useRef, useState } from "react";
import { type Refusal, sendRequest } from "@/components/ui/requests/send-request";
import type { EarlierClaims, TrialRequest, TrialView } from "@/lib/trials/schema";
import { useSaver } from "../drafts/saver-context";
import { useEditor, useEditorStore } from "../store/store";
import { storeTrial } from "./open-trial";
import { testRunButtonId } from "./test-run-button";

/** What happens next in a test run, as its request has it. */
type NextInput = NonNullable<TrialRequest["input"]>;

/** The open test run, with the functions that go on with it. */
export interface Trial {
  view: TrialView | null;
  isPending: boolean;
  /** Why the last request was refused; null when it was not. */
  refusal: Refusal | null;
  /** The document is another one than that of the last answer. */
  isChanged: boolean;
  /** The last changes of the document are not stored, so a test run does not have them. */
  isUnsaved: boolean;
  /** Goes on. False when it was refused: what was typed stays in its box. */
  give(input: NextInput): Promise<boolean>;
  begin(earlierClaims?: EarlierClaims): Promise<boolean>;
  close(): void;
}

/** What each form of the next step gets. */
export interface StepProps {
  view: TrialView;
  trial: Trial;
}

/** Sends the requests of the test run, one at a time. The draft is sent first: the server runs the stored one. */
export function useTrial(): Trial {
  const store = useEditorStore();
  const saver = useSaver();
  const workflowId = useEditor((state) => state.workflowId);
  const trial = useEditor((state) => state.trial);
  const document = useEditor((state) => state.document);
  const isUnsaved = useEditor(({ saving }) => saving.status === "conflict" || saving.status === "refused");
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isBusy = useRef(false);
  const isClosed = useRef(false);

  async function send(request: TrialRequest): Promise<boolean> {
    if (isBusy.current) return false;
    isBusy.current = true;
    setPending(true);
    await saver.send();
    const sent = store.getState().document;
    const address = `/api/v1/workflows/${workflowId}/test-run`;
    const answer = await sendRequest<TrialView>(address, "POST", JSON.stringify(request));
    isBusy.current = false;
    setPending(false);
    setRefusal("refusal" in answer ? namedByInput(answer.refusal) : null);
    const { trial: open, setTrial } = store.getState();
    if ("refusal" in answer || !open || isClosed.current) return false;
    // The run is on the stored draft: a document that could not be stored is another one.
    setTrial({ ...open, view: answer.result, document: saver.stored.document === sent ? sent : null });
    storeTrial(workflowId, answer.result);
    return true;
  }
  const view = trial?.view ?? null;
  return {
    view,
    isPending,
    refusal,
    isChanged: view !== null && trial?.document !== document,
    isUnsaved,
    give: (input) => send({ state: view?.state, input }),
    begin: (earlierClaims) => send({ earlierClaims }),
    close() {
      isClosed.current = true;
      storeTrial(workflowId, null);
      store.getState().setTrial(null);
      window.document.getElementById(testRunButtonId)?.focus();
    },
  };
}

/** The refusal with its fields as the forms name them: `text`, not `input.text`. */
const namedByInput = (refusal: Refusal): Refusal => ({
  ...refusal,
  fields: Object.fromEntries(
    Object.entries(refusal.fields).map(([name, problem]) => [name.replace(/^input\./, ""), problem]),
  ),
});
