import type { ReactNode, RefObject } from "react";

interface ConversationLogProps {
  ref: RefObject<HTMLDivElement | null>;
  /** The messages. */
  children: ReactNode;
}

/** The pane of the messages. On a wide screen it scrolls, reversed, so that the newest one is in view. */
export function ConversationLog({ ref, children }: ConversationLogProps) {
  return (
    <div
      ref={ref}
      role="log"
      aria-label="Conversation"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
      tabIndex={0}
      className={logClasses}
    >
      <div className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] gap-4 px-4 py-6 sm:px-6">{children}</div>
    </div>
  );
}

const logClasses =
  "grow lg:col-start-1 lg:row-start-1 focus-visible:-outline-offset-2 lg:flex lg:min-h-0 lg:flex-col-reverse " +
  "lg:overflow-y-auto short:block";
