"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { nextCaseAction } from "@/lib/inbox/actions";
import { type InboxQuery, inboxHref, inboxParams, isNarrowed } from "../../inbox-query";
import { useWork } from "./use-work";

interface NextCase {
  isPending: boolean;
  /** Why no case was opened, in words; null before that. */
  words: string | null;
  /** The list has no free case, and there are others. */
  hasRest: boolean;
  /** Claims the next free case of the list and opens it. When a search has none, the list without the search counts. */
  open(query: InboxQuery): void;
  /** The same with all open cases, which are then the list. */
  openRest(query: InboxQuery): void;
}

/** Opens the next free case. `openId`: the case that is open, which is not the next one. */
export function useNextCase(openId?: string): NextCase {
  const router = useRouter();
  const work = useWork();
  // Until the page of the case is shown: a second press would claim another one.
  const [isOpening, startOpening] = useTransition();
  const [none, setNone] = useState<"list" | "all" | null>(null);

  function open(query: InboxQuery): void {
    setNone(null);
    // A search finds a case; it is not a list to work through. Its tab and filters are.
    const lists = query.search === "" ? [query] : [query, { ...query, search: "" }];
    work.run(async () => {
      for (const list of lists) {
        const result = await nextCaseAction(inboxParams(list), openId);
        if (!result.ok) return result;
        const { caseId } = result;
        if (caseId === null) continue;
        startOpening(() => router.push(inboxHref(list, caseId)));
        return { ok: true, result: null };
      }
      setNone(hasAllFree({ ...query, search: "" }) ? "all" : "list");
      return { ok: true, result: null };
    });
  }

  const openRest = ({ sort }: InboxQuery) => open({ ...allOpen, sort });
  const words = work.problem ?? (none && (openId ? otherTexts : texts)[none]);
  return { isPending: work.isPending || isOpening, words, hasRest: none === "list", open, openRest };
}

const texts = {
  list: "No case of this list is free.",
  all: "No case is free. New cases appear in the list.",
};
const otherTexts = {
  list: "No other case of this list is free.",
  all: "No other case is free. New ones appear in the list by themselves.",
};

const allOpen: InboxQuery = {
  ...{ tab: "open", search: "", sort: "priority", queue: "", tag: "" },
  ...{ flagged: false, overdue: false, escalated: false },
};

/** Whether the list has every free case. */
const hasAllFree = (query: InboxQuery): boolean =>
  (query.tab === "open" || query.tab === "unassigned") && !isNarrowed(query);
