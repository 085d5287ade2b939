"use client";

import { SendHorizontal, Square } from "lucide-react";
import Link from "next/link";
import { type FormEvent, type KeyboardEvent, useActionState, useEffect, useState } from "react";
import { useFactDesk } from "@/components/chat/facts/fact-form-context";
import { UnsavedNotice } from "@/components/chat/facts/unsaved-notice";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Label } from "@/components/ui/forms/label";
import { Textarea } from "@/components/ui/forms/textarea";
import { sendMessage } from "@/lib/chat/actions";
import { isYes } from "@/lib/tasks/is-yes";
import type { Fact } from "@/lib/tasks/schema";
import { type AskingForm, QuickReplies } from "./quick-replies";
import type { TurnEnd, TurnProblem } from "./sent-message";
import { useMessageBox } from "./use-message-box";

interface ComposerProps {
  sessionId: string;
  messageId: string;
  /** The claim begins with the message. */
  isNew: boolean;
  arrived: { id: string }[];
  form: AskingForm | null;
  /** The question that the page shows. */
  waitId: string | null;
  facts: Fact[];
  /** What one press may do beside answering: words to send, and to withdraw the claim. */
  offers: { replies: string[]; canWithdraw: boolean };
  maxLength: number;
  isInReview: boolean;
  demoModel: boolean;
  isBusy: boolean;
  /** The person turned to the box. */
  onWake: () => void;
  onSend: (id: string, text: string) => Promise<TurnEnd>;
  onStop: () => void;
}

/** The message box: a plain form on a server action, and with JavaScript a streamed turn of the same message. */
export function Composer({
  sessionId,
  messageId,
  isNew,
  arrived,
  form,
  offers,
  maxLength,
  isBusy,
  ...props
}: ComposerProps) {
  const [refused, post] = useActionState(sendMessage, null);
  const [problem, setProblem] = useState<(TurnProblem & { id: string }) | null>(null);
  const { box, length, changed, take, giveBack } = useMessageBox({ sessionId, messageId, arrived });
  const { isUnsaved, isChanging, askAboutEdits } = useFactDesk();
  const arrivedCount = arrived.length;
  const isTooLong = length > maxLength;
  // A failed send whose message is there after all needs no notice.
  const openProblem = problem && !arrived.some((message) => message.id === problem.id) ? problem : null;

  useEffect(() => {
    // In a low window (a phone with its keyboard out) the box lies on the page, and new words push it out of view.
    const isNews = arrivedCount > 0 || isBusy;
    if (isNews && document.activeElement === box.current) box.current?.scrollIntoView({ block: "nearest" });
  }, [arrivedCount, isBusy, box]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    // A button that does something else than send has an action of its own.
    if (submitter?.dataset.act) return;
    event.preventDefault();
    const pressed = submitter instanceof HTMLButtonElement && submitter.name === "suggestion" ? submitter.value : null;
    const picked = event.currentTarget.querySelector<HTMLInputElement>("input[name=answer]");
    const text = pressed ?? [picked?.value, box.current?.value.trim()].filter(Boolean).join(" ");
    if (isBusy || (isTooLong && pressed === null)) return;
    if (!text) return box.current?.focus();

    if (isYes(text) && isUnsaved && !(await askAboutEdits())) return box.current?.focus();
    setProblem(null);
    const id = take(text, pressed === null);
    if (pressed === null && picked) picked.value = "";
    // A quick reply is gone with its question: the person goes on in the box.
    box.current?.focus();
    const end = await props.onSend(id, text);
    if (end.phase === "failed") {
      giveBack(id, text);
      setProblem({ ...end.problem, id });
    }
  }

  function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Safari ends the composition before this event: only the key code tells that Enter chose a word of the IME.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <form
      action={post}
      onSubmit={submit}
      className="sticky bottom-0 z-10 shrink-0 border-t bg-canvas pb-[env(safe-area-inset-bottom)] lg:col-start-1 lg:row-start-2 short:static"
    >
      <input type="hidden" name="sessionId" value={sessionId} />
      <input type="hidden" name="clientMessageId" value={refused?.clientMessageId ?? messageId} />
      {isNew && <input type="hidden" name="startsClaim" value="1" />}
      {props.waitId && <input type="hidden" name="waitId" value={props.waitId} />}
      {isChanging && <input type="hidden" name="isChanging" value="1" />}
      <div className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-2 px-4 py-3 sm:px-6">
        {openProblem && (
          <ErrorNotice
            title="Your message was not sent"
            action={
              openProblem.signInFirst ? (
                <Button asChild>
                  <Link href={`/sign-in?from=${encodeURIComponent(`/claims/${sessionId}${isNew ? "?new=1" : ""}`)}`}>
                    Sign in
                  </Link>
                </Button>
              ) : (
                <Button type="submit">Try again</Button>
              )
            }
          >
            {openProblem.message} It is still in the box.
          </ErrorNotice>
        )}
        {refused && !refused.ok && <ErrorNotice title="Your message was not sent">{refused.message}</ErrorNotice>}
        <UnsavedNotice facts={props.facts} />
        {!isBusy && <QuickReplies form={form} offers={offers} />}
        <Label htmlFor="message" className="-mb-1 w-fit text-ink-soft text-meta">
          Message
        </Label>
        <div className="flex items-end gap-2">
          <Textarea
            ref={box}
            id="message"
            name="text"
            autoFocus={isNew}
            aria-invalid={isTooLong || undefined}
            aria-describedby={isTooLong ? "message-length" : undefined}
            rows={1}
            defaultValue={refused?.text}
            placeholder={
              props.isInReview
                ? "Add information"
                : (placeholders[(form?.type === "reply" && form.field?.type) || "text"] ?? "Write a message")
            }
            onFocus={props.onWake}
            onInput={changed}
            onKeyDown={sendOnEnter}
            className="min-h-11 flex-1 sm:text-reading"
          />
          {isBusy && (
            <Button size="lg" onClick={props.onStop} aria-label="Stop" className="max-sm:w-11 max-sm:px-0">
              <Square aria-hidden className="fill-current" />
              <span className="max-sm:hidden">Stop</span>
            </Button>
          )}
          <Button
            type="submit"
            variant="primary"
            size="lg"
            aria-label="Send"
            isPending={isBusy}
            className="max-sm:w-11 max-sm:px-0"
          >
            <SendHorizontal aria-hidden />
            <span className="max-sm:hidden">Send</span>
          </Button>
        </div>
        {isTooLong && (
          <p id="message-length" role="alert" className="text-attention">
            {length.toLocaleString("en-US")} characters; a message can have {maxLength.toLocaleString("en-US")}. Shorten
            it, or send it in two.
          </p>
        )}
        {props.demoModel && <p className="text-ink-faint text-meta">Answers come from the built-in demo model.</p>}
      </div>
    </form>
  );
}

const placeholders: Partial<Record<string, string>> = { money: "For example $640", date: "For example 15 Nov 2026" };
