"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { type InboxQuery, inboxParams, readInboxQuery } from "./inbox-query";

/**
 * The search of the list, which the address holds, and a function that changes it: a step of the history, without a
 * request for the page.
 */
export function useInboxQuery(): [InboxQuery, (change: Partial<InboxQuery>) => void] {
  const address = useSearchParams().toString();
  // Next.js hands the new address over when nothing else is pending; the list shows the change at once.
  const [shown, setShown] = useState({ address, query: queryOf(address) });
  if (shown.address !== address) setShown({ address, query: queryOf(address) });

  function change(part: Partial<InboxQuery>): void {
    const query = { ...shown.query, ...part };
    setShown({ address, query });
    window.history.pushState(null, "", window.location.pathname + inboxParams(query));
  }

  return [shown.query, change];
}

/** As the server reads it: a repeated name has several values, and counts as missing. */
function queryOf(address: string): InboxQuery {
  const params = new URLSearchParams(address);
  return readInboxQuery(
    Object.fromEntries(
      [...params.keys()].map((name) => {
        const [value, ...others] = params.getAll(name);
        return [name, others.length > 0 ? params.getAll(name) : value];
      }),
    ),
  );
}
