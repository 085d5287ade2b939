"use client";

import { useRouter } from "next/navigation";
import { useLive } from "./use-live";

/** Refreshes a server-rendered page when its data changes. Renders nothing. */
export function LivePage({ sessionId }: { sessionId?: string }) {
  const router = useRouter();
  useLive({ sessionId, onChange: () => router.refresh() });
  return null;
}
