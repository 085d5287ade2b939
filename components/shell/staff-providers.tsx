"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useTheme } from "next-themes";
import { type ReactNode, useState } from "react";
import { Toaster } from "sonner";
import { TooltipProvider } from "@/components/ui/tooltip";

/**
 * Live data, toasts and tooltips for the staff's places. Claimants do not get them: their pages are server-rendered
 * and have to start fast on a phone.
 */
export function StaffProviders({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, refetchOnWindowFocus: true, retry: 1 } } }),
  );
  const { resolvedTheme } = useTheme();
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider delayDuration={300}>{children}</TooltipProvider>
      <Toaster
        theme={resolvedTheme === "dark" ? "dark" : "light"}
        position="bottom-center"
        style={{ fontFamily: "inherit" }}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              "flex w-[356px] max-w-[calc(100vw-32px)] items-center gap-3 rounded-surface border border-line " +
              "bg-surface p-3 text-body text-ink shadow-float",
            description: "text-ink-soft",
            actionButton: "ml-auto shrink-0 rounded-control px-2 py-1 font-semibold text-accent hover:bg-sunken",
            cancelButton: "shrink-0 rounded-control px-2 py-1 text-ink-soft hover:bg-sunken",
          },
        }}
      />
    </QueryClientProvider>
  );
}
