"use client";

import { useRouter } from "next/navigation";
import type { LiveSubject } from "@/components/live/live-event";
import { useDebounced } from "@/components/live/use-debounced";
import { useLive } from "@/components/live/use-live";

/** Refreshes a server-rendered page when the one thing that it shows changes. Renders nothing. */
export function LivePage({ subject }: { subject: LiveSubject }) {
  const router = useRouter();
  useLive(
    subject,
    useDebounced(() => router.refresh()),
  );
  return null;
}
