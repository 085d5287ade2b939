"use client";

import { Eye } from "lucide-react";
import { usePresence } from "@/components/shell/use-presence";

/** The colleagues who have the case open now: "Ana Ruiz is looking at this". */
export function Viewers({ caseId }: { caseId: string }) {
  const names = usePresence(`case:${caseId}`).map(({ name }) => name);
  const verb = names.length === 1 ? "is" : "are";
  return (
    <p role="status" className="inline-flex items-center gap-1.5 text-waiting empty:hidden">
      {names.length > 0 && <Eye aria-hidden className="size-4 shrink-0" />}
      {names.length > 0 && `${new Intl.ListFormat("en").format(names)} ${verb} looking at this`}
    </p>
  );
}
