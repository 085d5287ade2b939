import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { WaitForm } from "@/lib/tasks/schema";

/** Answers that fit the question, beside free words: suggestions as submit buttons, a calendar for a date. */
export function QuickReplies({ form }: { form: Extract<WaitForm, { type: "reply" }> }) {
  const { field } = form;
  const options = field?.options?.map((option) => option.label) ?? (field?.type === "yes_no" ? ["Yes", "No"] : []);
  const replies = form.suggestions.length > 0 ? form.suggestions : options;
  if (replies.length === 0 && field?.type !== "date") return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {replies.map((reply) => (
        <button
          key={reply}
          type="submit"
          name="suggestion"
          value={reply}
          className={cn(buttonVariants({ size: "sm" }), "font-normal max-sm:h-11")}
        >
          {reply}
        </button>
      ))}
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
