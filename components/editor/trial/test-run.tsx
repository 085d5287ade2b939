"use client";

import { RotateCcw, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { AnnounceChanges } from "@/components/ui/announce-changes";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Status } from "@/components/ui/status";
import type { EarlierClaims, TrialView, TrialWait } from "@/lib/trials/schema";
import { useEditor } from "../store/store";
import { EarlierClaimsFields } from "./earlier-claims";
import { NextStep } from "./next-step";
import { TrialConversation } from "./trial-conversation";
import { TrialHistory } from "./trial-history";
import { type Trial, useTrial } from "./use-trial";

/** A test run of the draft: the designer writes as the claimant, decides as the reviewer, and lets time pass. */
export default function TestRun() {
  const trial = useTrial();
  const [earlier, setEarlier] = useState<EarlierClaims>({ count: 0, totalCents: 0 });
  const heading = useRef<HTMLHeadingElement>(null);
  const { view, isPending, begin } = trial;
  const messages = view?.messages ?? noMessages;
  const restart = () => begin(earlier.count > 0 ? earlier : undefined);
  useBeginning(trial, heading);
  return (
    <section aria-label="Test run" className="grid min-w-0 grid-cols-1 content-start gap-4 p-4">
      <header className="grid gap-2">
        <div className="flex items-center justify-between gap-2">
          <h2 ref={heading} tabIndex={-1} className="text-reading">
            Test run
          </h2>
          <div className="flex gap-1">
            <Button size="sm" isPending={isPending} onClick={restart}>
              <RotateCcw aria-hidden />
              Start again
            </Button>
            <Button size="sm" variant="quiet" onClick={trial.close} aria-label="Close the test run" title="Close">
              <X aria-hidden />
            </Button>
          </div>
        </div>
        <p className="text-ink-soft text-meta">
          You answer for everybody. Nothing is stored, sent or decided. The draft runs as it is now.
        </p>
        <div role="status">
          {isPending ? (
            <p className="py-1 text-ink-soft text-meta">Running …</p>
          ) : (
            view && <Status tone={view.path.tone}>{view.statusText}</Status>
          )}
        </div>
      </header>
      <Notices trial={trial} />
      <AnnounceChanges items={useNews(messages)} />
      {view && (
        <>
          <TrialConversation messages={messages} />
          <NextStep
            key={`${view.steps.length} ${view.request?.taskPath}`}
            view={view}
            trial={trial}
            onRestart={restart}
          />
        </>
      )}
      <EarlierClaimsFields value={earlier} onChange={setEarlier} />
      {view && <TrialHistory view={view} />}
    </section>
  );
}

const noMessages: TrialView["messages"] = [];

/** What GraphFlow has said, for screen readers: each message once, also in the next run. */
const useNews = (messages: TrialView["messages"]) =>
  useMemo(
    () =>
      messages
        .filter(({ role }) => role !== "user")
        .map(({ seq, createdAt, text }): [string, string] => [`${seq} ${createdAt}`, `GraphFlow: ${text}`]),
    [messages],
  );

/** Begins a run when none was kept. The heading gets the focus of the button that opened the pane. */
function useBeginning({ view, begin }: Trial, heading: React.RefObject<HTMLElement | null>): void {
  const hasBegun = useRef(view !== null);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    heading.current?.focus();
    void begin();
  });
}

/** The fields whose problems the form of the next step shows itself. */
const shownFields: Record<TrialWait, readonly string[]> = {
  claimant: ["text"],
  reviewer: ["verdict", "reason", "question", "documents"],
  system: ["status", "body"],
  time: [],
};

function Notices({ trial: { view, refusal, isChanged, isUnsaved } }: { trial: Trial }) {
  const isOfDraft = useEditor((state) => state.problems.length > 0) && refusal?.code === "conflict";
  const shown = view?.waitsFor ? shownFields[view.waitsFor] : [];
  const fields = Object.keys(refusal?.fields ?? {});
  const isShownThere = fields.length > 0 && fields.every((name) => shown.includes(name) || isFact(view, name));
  return (
    <>
      {refusal && !isShownThere && (
        <ErrorNotice title="The test run did not go on">
          {refusal.detail}
          {isOfDraft && " The problems of the draft are listed below the outline."}
        </ErrorNotice>
      )}
      {isUnsaved && (
        <p className="text-attention text-meta">
          Your last changes are not saved: the test run does not have them. The line below the name says why.
        </p>
      )}
      {isChanged && !isUnsaved && (
        <p className="text-ink-soft text-meta">The draft has changed. The next answer runs on it.</p>
      )}
    </>
  );
}

/** Whether a decision is refused because of this fact. */
const isFact = (view: TrialView | null, name: string): boolean =>
  view?.waitsFor === "reviewer" && view.facts.some(({ key }) => key === name);
