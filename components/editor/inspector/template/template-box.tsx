"use client";

import type { ReactCodeMirrorRef } from "@uiw/react-codemirror";
import { type ComponentType, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { Textarea } from "@/components/ui/forms/textarea";
import type { TemplateCodeProps } from "./template-code";

/** What the parent may call. */
export interface TemplateBoxHandle {
  /** Inserts text at the cursor and moves the cursor behind it. */
  insert: (text: string) => void;
}

interface TemplateBoxProps extends Omit<TemplateCodeProps, "ref"> {
  ref: Ref<TemplateBoxHandle>;
}

/** A plain text box works better with the keyboard of a phone. */
const forCode = "(min-width: 640px) and (pointer: fine)";

/** A text box until the code editor is loaded. A focused box is not replaced. */
export function TemplateBox({ ref, ...props }: TemplateBoxProps) {
  const { control, value, onChange } = props;
  const [Code, setCode] = useState<ComponentType<TemplateCodeProps> | null>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const code = useRef<ReactCodeMirrorRef>(null);
  /** Where the cursor was in the text box when the code editor took its place. */
  const [cursor, setCursor] = useState<number | undefined>(undefined);
  const loaded = useRef<ComponentType<TemplateCodeProps> | null>(null);
  useEffect(() => {
    let isMounted = true;
    if (!window.matchMedia(forCode).matches) return;
    // When the code editor cannot be loaded, the text box stays.
    import("./template-code").then(
      ({ default: Loaded }) => {
        loaded.current = Loaded;
        if (isMounted && document.activeElement !== plain.current) setCode(() => Loaded);
      },
      () => undefined,
    );
    return () => {
      isMounted = false;
    };
  }, []);
  useImperativeHandle(ref, () => ({
    insert(text) {
      const view = code.current?.view;
      if (view) {
        view.dispatch(view.state.replaceSelection(text));
        return view.focus();
      }
      const box = plain.current;
      if (!box) return;
      const [from, to] = [box.selectionStart, box.selectionEnd];
      onChange(`${value.slice(0, from)}${text}${value.slice(to)}`);
      requestAnimationFrame(() => {
        box.focus();
        box.setSelectionRange(from + text.length, from + text.length);
      });
    },
  }));
  if (Code) return <Code {...props} cursor={cursor} ref={code} />;
  return (
    <Textarea
      {...control}
      ref={plain}
      className="max-h-96 min-h-20"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={(event) => {
        if (!loaded.current) return;
        setCursor(event.target.selectionEnd);
        setCode(() => loaded.current);
      }}
    />
  );
}
