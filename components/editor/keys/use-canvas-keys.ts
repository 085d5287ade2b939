import { type KeyboardEvent, useEffect, useMemo } from "react";
import { isPressed, isTyping } from "@/components/ui/keys/combo";
import type { CanvasTools } from "../canvas/tools/canvas-tools";
import { actionsIn } from "./editor-actions";

/** Elements that handle keys themselves. */
const elementsWithKeys = "[role=dialog], [role=menu], [role=listbox], [role=tree], .cm-editor";

/**
 * Handles the keys of the editor. Keys of the canvas work while it has the focus. Undo, redo and the list of actions
 * work in the whole editor. No key is handled in a text input.
 */
export function useCanvasKeys(tools: CanvasTools, isReadOnly: boolean) {
  useEffect(() => {
    const actions = actionsIn("editor", isReadOnly);
    function handleKeyDown(event: globalThis.KeyboardEvent): void {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || isTyping(event.target) || target?.closest("[role=dialog]")) return;
      const action = actions.find(({ keys }) => keys.some((combo) => isPressed(combo, event)));
      if (!action) return;
      event.preventDefault();
      action.run(tools);
    }
    window.addEventListener("keydown", handleKeyDown);
    return () => window.removeEventListener("keydown", handleKeyDown);
  }, [tools, isReadOnly]);

  // The browser's copy and paste events need no permission, and its menu sends them too.
  useEffect(() => {
    const isOurs = (event: ClipboardEvent) =>
      !isTyping(event.target) && (tools.host()?.contains(document.activeElement) ?? false) && !isReadOnly;
    function handleCopy(event: ClipboardEvent): void {
      if (!isOurs(event) || !getSelection()?.isCollapsed) return;
      const text = tools.clipText();
      if (text === undefined) return;
      event.preventDefault();
      event.clipboardData?.setData("text/plain", text);
      tools.copied();
      if (event.type === "cut") tools.remove();
    }
    function handlePaste(event: ClipboardEvent): void {
      if (!isOurs(event)) return;
      event.preventDefault();
      tools.pasteText(event.clipboardData?.getData("text/plain") ?? "");
    }
    document.addEventListener("copy", handleCopy);
    document.addEventListener("cut", handleCopy);
    document.addEventListener("paste", handlePaste);
    return () => {
      document.removeEventListener("copy", handleCopy);
      document.removeEventListener("cut", handleCopy);
      document.removeEventListener("paste", handlePaste);
    };
  }, [tools, isReadOnly]);

  return useMemo(() => {
    const actions = actionsIn("canvas", isReadOnly);
    return {
      onKeyDown(event: KeyboardEvent): void {
        const target = event.target as Element;
        if (event.defaultPrevented || isTyping(target) || target.closest(elementsWithKeys)) return;
        const isButton = target.closest("button") !== null && (event.key === "Enter" || event.key === " ");
        const action = actions.find(({ keys }) => keys.some((combo) => isPressed(combo, event)));
        if (!action || isButton) return;
        event.preventDefault();
        action.run(tools);
      },
    };
  }, [tools, isReadOnly]);
}
