"use client";

import { Play } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useEditorStore } from "../store/store";
import { trialTabs } from "./trial-tabs";

/** The id of the button, which gets the focus back. */
export const testRunButtonId = "editor-test-run";

/** Opens the test run of the draft beside the canvas. */
export function TestRunButton() {
  const store = useEditorStore();
  function open() {
    const { trial, setTrial } = store.getState();
    setTrial({ view: null, document: null, ...trial, isShown: true });
    // A run that is open already does not take the focus itself.
    if (trial) setTimeout(() => document.getElementById(trialTabs.trial)?.focus());
  }
  return (
    <Button id={testRunButtonId} onClick={open} aria-label="Test run" title="Test run" className="max-sm:px-2.5">
      <Play aria-hidden />
      <span className="max-sm:hidden">Test run</span>
    </Button>
  );
}
