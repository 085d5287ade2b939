"use client";

import type { ReactNode } from "react";
import { useDecision } from "../../decision/decision-context";

/** Work on a case that is not offered while a decision is on its way to the server. */
export function UnlessHeld({ children }: { children: ReactNode }) {
  return useDecision().held ? null : children;
}
