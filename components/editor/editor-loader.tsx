"use client";

import { type ComponentType, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { EditorProps } from "./editor";

interface EditorLoaderProps extends EditorProps {
  /** The workflow as text, rendered by the server. It is shown until the editor is loaded. */
  children: ReactNode;
}

/** Loads the editor after the page is shown. */
export function EditorLoader({ children, ...props }: EditorLoaderProps) {
  const [Editor, setEditor] = useState<ComponentType<EditorProps> | null>(null);
  const [attempt, setAttempt] = useState(1);
  const [hasFailed, setFailed] = useState(false);
  const hadFocus = useRef(false);
  // The heading of the editor takes the place of the server's, and its focus after a navigation.
  useLayoutEffect(() => {
    if (!Editor || !hadFocus.current) return;
    const heading = document.querySelector<HTMLElement>("main h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }, [Editor]);
  useEffect(() => {
    let isOver = false;
    import("./editor").then(
      (module) => {
        if (isOver) return;
        hadFocus.current = document.activeElement?.matches("main h1") ?? false;
        setEditor(() => module.Editor);
      },
      () => isOver || setFailed(attempt > 0),
    );
    return () => {
      isOver = true;
    };
  }, [attempt]);
  if (Editor) return <Editor {...props} />;
  return (
    <>
      {hasFailed && (
        <ErrorNotice
          title="The editor could not be loaded"
          action={
            <Button
              onClick={() => {
                setFailed(false);
                setAttempt(attempt + 1);
              }}
            >
              Try again
            </Button>
          }
        >
          You can read the workflow here. What you changed before is kept in this browser.
        </ErrorNotice>
      )}
      {children}
    </>
  );
}
