import { SendHorizontal, Square } from "lucide-react";
import type { ComponentProps, KeyboardEvent, RefObject } from "react";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/forms/label";
import { Textarea } from "@/components/ui/forms/textarea";

interface MessageInputProps extends Pick<ComponentProps<"textarea">, "autoFocus" | "defaultValue" | "placeholder"> {
  box: RefObject<HTMLTextAreaElement | null>;
  /** Characters in the box, and how many it may have. */
  length: number;
  maxLength: number;
  isSending: boolean;
  onFocus: () => void;
  onInput: () => void;
  onStop: () => void;
}

/** The text box with "Send" and, while a reply streams, "Stop". Enter sends, Shift and Enter start a new line. */
export function MessageInput({ box, length, maxLength, isSending, onStop, ...textarea }: MessageInputProps) {
  const isTooLong = length > maxLength;
  return (
    <>
      <Label htmlFor="message" className="-mb-1 w-fit text-ink-soft text-meta">
        Message
      </Label>
      <div className="flex items-end gap-2">
        <Textarea
          {...textarea}
          ref={box}
          id="message"
          name="text"
          aria-invalid={isTooLong || undefined}
          aria-describedby={isTooLong ? "message-length" : undefined}
          rows={1}
          onKeyDown={sendOnEnter}
          className="min-h-11 flex-1 sm:text-reading"
        />
        {isSending && (
          <Button size="lg" onClick={onStop} aria-label="Stop" className="max-sm:w-11 max-sm:px-0">
            <Square aria-hidden className="fill-current" />
            <span className="max-sm:hidden">Stop</span>
          </Button>
        )}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          aria-label="Send"
          isPending={isSending}
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
    </>
  );
}

function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  // Safari ends a composition before this event; key code 229 says that Enter chose a word of an input method.
  const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
  if (event.key !== "Enter" || event.shiftKey || isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
