import { useEffect, useEffectEvent, useState } from "react";

/** Whether a file is dragged over the window. A drop calls `onDrop`. */
export function useFileDrop(onDrop: (files: FileList) => void): boolean {
  const [isOver, setOver] = useState(false);
  const handleDrop = useEffectEvent(onDrop);
  useEffect(() => {
    const abort = new AbortController();
    const listen = (type: "dragover" | "dragleave" | "drop", handle: (event: DragEvent) => void) =>
      window.addEventListener(
        type,
        (event) => {
          if (event.dataTransfer?.types.includes("Files")) handle(event);
        },
        { signal: abort.signal },
      );
    listen("dragover", (event) => {
      event.preventDefault();
      setOver(true);
    });
    listen("dragleave", ({ relatedTarget }) => {
      if (relatedTarget === null) setOver(false);
    });
    listen("drop", (event) => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) handleDrop(event.dataTransfer.files);
    });
    return () => abort.abort();
  }, []);
  return isOver;
}
