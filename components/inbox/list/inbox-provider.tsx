"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { createContext, type ReactNode, type RefObject, use, useRef, useState } from "react";
import { ListPositionProvider } from "./list-position";

/** The newest event that was applied to the lists of this tab. */
const KnownContext = createContext<RefObject<number> | null>(null);

/** The state that the pages of the inbox share: the loaded lists, and the search in the address. */
export function InboxProvider({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <InboxLists>{children}</InboxLists>
    </NuqsAdapter>
  );
}

/** The loaded lists. Events update them, so that they are not read again. */
export function InboxLists({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, retry: 1 } },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <KnownContext value={useRef(0)}>
        <ListPositionProvider>{children}</ListPositionProvider>
      </KnownContext>
    </QueryClientProvider>
  );
}

/** The newest event that was applied; 0 before the first page. */
export function useKnownEvent(): RefObject<number> {
  const known = use(KnownContext);
  if (!known) throw new Error("The list is used outside InboxProvider");
  return known;
}
