"use client";

import { useRouter } from "next/navigation";
import { useLive } from "./use-live";

/** Keeps a server-rendered page fresh: put it anywhere on the page. Draws nothing. */
export function LivePage({ sessionId }: { sessionId?: string }) {
  const router = useRouter();
  useLive({ sessionId, onChange: () => router.refresh() });
  return null;
}
