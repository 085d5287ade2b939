import { RelativeTime } from "@/components/ui/relative-time";
import { StatusIcon } from "@/components/ui/status";
import type { ClaimView } from "@/lib/chat/schema";

/** Shown while a reviewer decides: since when, by when, and what the claimant may add. */
export function ReviewNotice({ review, word }: { review: NonNullable<ClaimView["review"]>; word: string }) {
  const isLate = review.dueAt !== null && Date.parse(review.dueAt) < Date.now();
  return (
    <div className="my-2 flex max-w-prose gap-3 rounded-surface border border-waiting px-4 py-3">
      <StatusIcon tone="waiting_for_others" className="mt-0.5" />
      <div className="grid gap-1">
        <p className="font-semibold text-waiting">
          Sent to a specialist <RelativeTime iso={review.since} />
        </p>
        {isLate && (
          <p>This takes longer than usual. Your {word} is not forgotten, and you do not have to do anything.</p>
        )}
        {!isLate && review.dueAt && (
          <p>
            An answer is expected <RelativeTime iso={review.dueAt} />. You can close this page and come back.
          </p>
        )}
        <p>If you remember something else, write it below. The specialist sees it with your {word}.</p>
      </div>
    </div>
  );
}
