"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { useEditor } from "./store";

/** Says what the editor has to say, once: to a screen reader always, and on the page when something was refused. */
export function Notice() {
  const notice = useEditor((state) => state.notice);
  useEffect(() => {
    if (notice.text !== "") toast(notice.text, { id: "editor-notice" });
  }, [notice]);
  return (
    <p role="status" className="sr-only" data-count={notice.count}>
      {notice.text}
    </p>
  );
}
