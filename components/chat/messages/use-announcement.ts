"use client";

import { useState } from "react";

/**
 * The words of the status line: that a message is being read, then every new message once.
 *
 * @param newest The newest messages that are not the claimant's, oldest first.
 */
export function useAnnouncement(
  newest: { seq: number; text: string }[],
  isSending: boolean,
): { announcement: string; clearAnnouncement: () => void } {
  const lastSeq = newest.at(-1)?.seq ?? 0;
  const [announced, setAnnounced] = useState({ seq: lastSeq, text: "" });
  if (!isSending && lastSeq > announced.seq) {
    const added = newest.filter((message) => message.seq > announced.seq);
    setAnnounced({ seq: lastSeq, text: `New message: ${added.map((message) => message.text).join("\n")}` });
  }
  return {
    announcement: isSending ? "Reading your message" : announced.text,
    clearAnnouncement: () => setAnnounced(({ seq }) => ({ seq, text: "" })),
  };
}
