"use client";

import { type FormEvent, useActionState, useEffect, useState } from "react";
import { useFactForm } from "@/components/chat/facts/fact-form-context";
import { UnsavedNotice } from "@/components/chat/facts/unsaved-notice";
import { ErrorNotice } from "@/components/ui/error-notice";
import { HiddenFields } from "@/components/ui/forms/hidden-fields";
import type { RequestProblem } from "@/components/ui/requests/request-problem";
import { sendMessage } from "@/lib/chat/actions";
import { confirmsFacts } from "@/lib/tasks/replies/read-consent";
import type { Fact } from "@/lib/tasks/schema";
import { MessageInput } from "./message-input";
import { newClaimAddress } from "./new-claim-address";
import { type AskingForm, QuickReplies, type ReplyOffers } from "./quick-replies";
import { SendProblemNotice } from "./send-problem-notice";
import type { SendResult } from "./sent-message";
import { useMessageBox } from "./use-message-box";

interface ComposerProps {
  sessionId: string;
  /** The server's id for the first message. */
  messageId: string;
  workflowId: string;
  /** The claim is stored with the first message. */
  isNew: boolean;
  /** The claimant's messages that the server has. */
  arrived: { id: string }[];
  form: AskingForm | null;
  /** The question that the page shows. */
  waitId: string | null;
  facts: Fact[];
  offers: ReplyOffers;
  maxLength: number;
  isInReview: boolean;
  demoModel: boolean;
  isSending: boolean;
  onFocus: () => void;
  onSend: (id: string, text: string) => Promise<SendResult>;
  onStop: () => void;
}

/** The message box. Before JavaScript it is a plain form on a server action, after that it streams the reply. */
export function Composer({
  sessionId,
  messageId,
  workflowId,
  isNew,
  arrived,
  form,
  offers,
  isSending,
  ...props
}: ComposerProps) {
  const [refused, post] = useActionState(sendMessage, null);
  const [problem, setProblem] = useState<(RequestProblem & { id: string }) | null>(null);
  const { box, length, handleInput, startSending, restore } = useMessageBox({ sessionId, messageId, arrived });
  const { isUnsaved, isChanging, askAboutEdits } = useFactForm();
  const arrivedCount = arrived.length;
  // No notice for a failed send whose message was stored.
  const shownProblem = problem && !arrived.some((message) => message.id === problem.id) ? problem : null;

  useEffect(() => {
    // In a low window (a phone with its keyboard out) new messages push the box out of view.
    const isMoved = arrivedCount > 0 || isSending;
    if (isMoved && document.activeElement === box.current) box.current?.scrollIntoView({ block: "nearest" });
  }, [arrivedCount, isSending, box]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    // Such a button has an action of its own, for example "Withdraw now".
    if (submitter?.dataset.act) return;
    event.preventDefault();
    const pressed = submitter instanceof HTMLButtonElement && submitter.name === "suggestion" ? submitter.value : null;
    const picked = event.currentTarget.querySelector<HTMLInputElement>("input[name=answer]");
    const text = pressed ?? [picked?.value, box.current?.value.trim()].filter(Boolean).join(" ");
    if (isSending || (length > props.maxLength && pressed === null)) return;
    if (!text) return box.current?.focus();

    if (confirmsFacts(text) && isUnsaved && !(await askAboutEdits())) return box.current?.focus();
    setProblem(null);
    const id = startSending(text, { isFromBox: pressed === null });
    if (pressed === null && picked) picked.value = "";
    // A pressed quick reply disappears; the focus moves to the box.
    box.current?.focus();
    const result = await props.onSend(id, text);
    if (result.status !== "failed") return;
    restore(id, text);
    setProblem({ ...result.problem, id });
  }

  return (
    <form action={post} onSubmit={submit} className={formClasses}>
      <HiddenFields
        fields={{
          sessionId,
          clientMessageId: refused?.clientMessageId ?? messageId,
          startsClaim: isNew && "1",
          workflow: isNew && workflowId,
          waitId: props.waitId,
          isChanging: isChanging && "1",
        }}
      />
      <div className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-2 px-4 py-3 sm:px-6">
        {shownProblem && (
          <SendProblemNotice
            problem={shownProblem}
            returnPath={isNew ? newClaimAddress(sessionId, workflowId) : `/claims/${sessionId}`}
          />
        )}
        {refused && !refused.ok && <ErrorNotice title="Your message was not sent">{refused.message}</ErrorNotice>}
        <UnsavedNotice facts={props.facts} />
        {!isSending && <QuickReplies form={form} offers={offers} />}
        <MessageInput
          box={box}
          length={length}
          maxLength={props.maxLength}
          isSending={isSending}
          autoFocus={isNew}
          defaultValue={refused?.text}
          placeholder={placeholderOf(form, props.isInReview)}
          onFocus={props.onFocus}
          onInput={handleInput}
          onStop={props.onStop}
        />
        {props.demoModel && <p className="text-ink-faint text-meta">Answers come from the built-in demo model.</p>}
      </div>
    </form>
  );
}

const formClasses =
  "sticky bottom-0 z-10 shrink-0 border-t bg-canvas pb-[env(safe-area-inset-bottom)] lg:col-start-1 lg:row-start-2 " +
  "short:static";

const placeholders: Partial<Record<string, string>> = {
  money: "For example $640",
  date: "For example 15 Nov 2026",
  number: "For example 12",
  duration: "For example 4 hours",
  email: "For example name@example.com",
};

function placeholderOf(form: AskingForm | null, isInReview: boolean): string {
  if (isInReview) return "Add information";
  const asked = form?.type === "reply" ? form.field?.type : undefined;
  return placeholders[asked ?? "text"] ?? "Write a message";
}
