"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { useEditor } from "./store";

/**
 * Says what the editor has to say, once. A toast is read out by itself; what can be seen anyway, such as an undone step,
 * is only read out.
 */
export function Notice() {
  const { text, isQuiet, count } = useEditor((state) => state.notice);
  useEffect(() => {
    if (count > 0 && !isQuiet) toast(text, { id: "editor-notice" });
  }, [text, isQuiet, count]);
  return (
    <p role="status" className="sr-only">
      {isQuiet && text}
    </p>
  );
}
