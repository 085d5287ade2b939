import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--surface)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "6px" },
  // The border of an invalid text box.
  "&:has(.cm-content[aria-invalid=true])": { borderColor: "var(--attention)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": {
    fontFamily: "var(--font-mono, ui-monospace, monospace)",
    fontSize: "0.8125rem",
    lineHeight: "1.25rem",
  },
  ".cm-content": { padding: "8px 4px", caretColor: "var(--ink)", minHeight: "4rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--ink-faint)", border: "none" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-soft)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", color: "inherit" },
  ".cm-unknown-name": { textDecoration: "underline wavy var(--attention)", textUnderlineOffset: "3px" },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { color: "inherit", opacity: "0.75", fontStyle: "normal" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.tagName, tags.propertyName], color: "var(--accent)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--done)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--waiting)" },
  {
    tag: [tags.brace, tags.bracket, tags.separator, tags.operator, tags.processingInstruction],
    color: "var(--ink-faint)",
  },
  { tag: tags.comment, color: "var(--ink-faint)" },
]);

/** The nonce that the content security policy requires for style elements; `Providers` sets it. */
const nonce = (): string => String(Reflect.get(window, "__webpack_nonce__") ?? "");

/** The theme of CodeMirror. Its colours are CSS variables, so it follows light and dark. */
export const codeTheme = [theme, syntaxHighlighting(colours), EditorView.cspNonce.of(nonce())];
