"use client";

import { json } from "@codemirror/lang-json";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import CodeMirror from "@uiw/react-codemirror";
import { useMemo } from "react";
import { codeTheme } from "../form/code-theme";

const setup = { foldGutter: false, highlightActiveLine: false, searchKeymap: false };

export interface JsonCodeProps {
  label: string;
  value: string;
  isInvalid: boolean;
  describedBy: string;
  onChange: (value: string) => void;
}

/** A JSON editor with colours and line numbers. */
export default function JsonCode({ label, value, isInvalid, describedBy, onChange }: JsonCodeProps) {
  const extensions = useMemo(
    (): Extension[] => [
      json(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": label,
        "aria-multiline": "true",
        "aria-describedby": describedBy,
        tabindex: "0",
        "aria-invalid": String(isInvalid),
      }),
    ],
    [label, describedBy, isInvalid],
  );
  return (
    <CodeMirror
      value={value}
      onChange={onChange}
      extensions={extensions}
      theme={codeTheme}
      indentWithTab={false}
      basicSetup={setup}
      maxHeight="32rem"
    />
  );
}
