import { WithdrawNow } from "@/components/chat/withdraw-now";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import { buttonVariants } from "@/components/ui/look/button-variants";
import type { WaitForm } from "@/lib/tasks/schema";

/** A question to the claimant. */
export type AskingForm = Exclude<WaitForm, { type: "decision" }>;

/** What one press can do besides answering: send these texts, or withdraw the claim. */
export interface ReplyOffers {
  replies: string[];
  canWithdraw: boolean;
}

interface QuickRepliesProps {
  form: AskingForm | null;
  offers: ReplyOffers;
}

/**
 * Quick answers to the question: suggestions as submit buttons, a date input, and the offers. On a phone the buttons
 * are one row that scrolls sideways, so that the conversation keeps the height.
 */
export function QuickReplies({ form, offers }: QuickRepliesProps) {
  const field = form?.type === "reply" ? form.field : undefined;
  const options = field?.options?.map((option) => option.label) ?? (field?.type === "yes_no" ? ["Yes", "No"] : []);
  const suggested = form && form.suggestions.length > 0 ? form.suggestions : options;
  const replies = [...new Set([...suggested, ...offers.replies])];
  if (replies.length === 0 && !offers.canWithdraw && field?.type !== "date") return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {replies.length > 0 && (
        <div className={rowClasses}>
          {replies.map((reply) => (
            <button
              key={reply}
              type="submit"
              name="suggestion"
              value={reply}
              className={cn(buttonVariants({ size: "sm" }), "shrink-0 font-normal max-sm:h-11")}
            >
              {reply}
            </button>
          ))}
        </div>
      )}
      {offers.canWithdraw && <WithdrawNow />}
      {field?.type === "date" && (
        <>
          <Label htmlFor="answer" className="font-normal text-ink-soft">
            {field.label}
          </Label>
          <Input id="answer" name="answer" type="date" className="w-auto max-sm:h-11" />
        </>
      )}
    </div>
  );
}

const rowClasses =
  // The padding keeps the focus ring of a button inside, where it is not cut.
  "contents max-sm:-m-1 max-sm:flex max-sm:min-w-full max-sm:gap-2 max-sm:overflow-x-auto max-sm:p-1 " +
  "max-sm:[scrollbar-width:none] short:flex-wrap";
