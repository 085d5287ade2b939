import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { confirmWords, type WaitForm } from "@/lib/tasks/schema";
import { StepFacts } from "./step-facts";
import { StepPanel } from "./step-panel";
import type { StepProps } from "./use-trial";
import { WordsField } from "./words-field";

/** The claimant's answer: words, a quick reply, or the button of a confirmation. */
export function ClaimantStep({ view: { form, facts }, trial }: StepProps) {
  const [text, setText] = useState("");
  const { isPending, refusal, give } = trial;
  async function send(words: string) {
    if (await give({ type: "message", text: words })) setText("");
  }
  const isConfirm = form?.type === "confirm";

  function sendOnEnter(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send(text);
  }
  return (
    <StepPanel heading="You are the claimant" refusal={refusal}>
      {isConfirm && <StepFacts facts={facts} />}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {isConfirm && (
          <Button
            size="sm"
            variant="primary"
            isPending={isPending}
            onClick={() => give({ type: "message", confirms: true })}
          >
            Confirm
          </Button>
        )}
        {repliesTo(form).map((reply) => (
          <Button key={reply} size="sm" isPending={isPending} onClick={() => send(reply)} className="font-normal">
            {reply}
          </Button>
        ))}
      </div>
      <WordsField
        name="Message"
        problem={refusal?.fields.text}
        value={text}
        onChange={setText}
        onKeyDown={sendOnEnter}
      />
      <Button className="justify-self-start" isPending={isPending} onClick={() => send(text)}>
        Send
      </Button>
    </StepPanel>
  );
}

/** The quick replies to a question: its suggestions, else the options of its field. */
function repliesTo(form: WaitForm | null): string[] {
  // “Confirm” is the yes.
  if (form?.type === "confirm") return form.suggestions.filter((words) => words !== confirmWords.yes);
  if (form?.type !== "reply") return [];
  const { field, suggestions } = form;
  const options = field?.options?.map(({ label }) => label) ?? (field?.type === "yes_no" ? ["Yes", "No"] : []);
  return [...new Set(suggestions.length > 0 ? suggestions : options)];
}
