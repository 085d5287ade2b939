import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { PassageView } from "@/lib/documents/schema";
import type { Citation } from "@/lib/tasks/citations/schema";
import { Clause } from "./clause";
import { headingsOf } from "./place-of";
import { usePassage } from "./use-passage";

export interface CitationSheetProps {
  citation: Citation;
  onClose: () => void;
}

/**
 * A cited clause with the quote marked: at the right side of a wide screen, at the bottom of a narrow one. What the
 * citation itself has is shown at once, also without a connection.
 */
export function CitationSheet({ citation, onClose }: CitationSheetProps) {
  const { state, retry } = usePassage(citation.passage);
  const headings = headingsOf(citation);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={citation.document}
        description={headings.length > 0 ? headings.join(" › ") : null}
        // Beside the clause the answer that cites it can be read.
        overlayClassName="sm:bg-[rgb(22_21_19/0.15)]"
        className={
          "top-auto right-0 bottom-0 left-0 max-h-[85dvh] w-full max-w-none translate-x-0 translate-y-0 " +
          "grid-rows-[auto_minmax(0,1fr)] overflow-hidden rounded-b-none p-0 pt-6 *:px-6 sm:top-0 sm:left-auto " +
          "sm:max-h-none sm:w-[420px] sm:rounded-none sm:border-y-0 sm:border-r-0 *:last:px-0"
        }
      >
        <section
          aria-label="Clause"
          aria-busy={state.status === "loading"}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and gets the focus when the sheet opens
          tabIndex={0}
          className="grid content-start gap-4 overflow-y-auto border-t py-4 -outline-offset-2!"
        >
          {state.status === "loading" && <p role="status">Loading the clause…</p>}
          {state.status === "shown" && <VersionNote passage={state.passage} />}
          {state.status === "missing" && (
            <ErrorNotice title="This clause cannot be shown">
              It is not there any more, or it is not for you to read. The quoted words are below.
            </ErrorNotice>
          )}
          {state.status === "failed" && (
            <ErrorNotice
              title="The clause could not be loaded"
              action={state.problem.needsSignIn ? <SignIn /> : <Button onClick={retry}>Try again</Button>}
            >
              {state.problem.message} The quoted words are below.
            </ErrorNotice>
          )}
          {state.status === "shown" ? (
            <Clause passage={state.passage} quote={citation.quote} />
          ) : (
            <Quote text={citation.quote} />
          )}
        </section>
      </DialogContent>
    </Dialog>
  );
}

function SignIn() {
  return (
    <Button asChild>
      <Link href={`/sign-in?from=${encodeURIComponent(window.location.pathname)}`}>Sign in</Link>
    </Button>
  );
}

/** The words that were cited, when their clause is not there. */
function Quote({ text }: { text: string }) {
  return (
    <blockquote dir="auto" className="wrap-anywhere max-w-prose border-line border-l-2 pl-4 text-reading">
      {text}
    </blockquote>
  );
}

/** Says that the clause is not in force any more. */
function VersionNote({ passage }: { passage: PassageView }) {
  const { state, version, currentVersion } = passage;
  if (state === "published") return null;
  return (
    <p className="rounded-surface bg-waiting-soft px-4 py-3 text-waiting">
      {state === "retracted"
        ? "This document was withdrawn. The clause is shown as it was when it was quoted."
        : currentVersion === null
          ? `This clause is of version ${version}, which is no longer in force.`
          : `This clause is of version ${version}; version ${currentVersion} is in force.`}
    </p>
  );
}
