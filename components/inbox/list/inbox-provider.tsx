"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, type RefObject, use, useRef, useState } from "react";
import { ListPositionProvider } from "./list-position";

/** The newest event that was applied to the lists of this tab. */
const KnownContext = createContext<RefObject<number> | null>(null);

/** The lists that the pages of the inbox share. Events update them, so that they are not read again. */
export function InboxProvider({ children }: { children: ReactNode }) {
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
