import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { findNames } from "./template-names";

const mark = Decoration.mark({ class: "cm-unknown-name", attributes: { title: "Nothing gives this name a value" } });

/** Underlines names in one code editor. The names may change while it is open. */
export class NameMarks {
  readonly #setNames = StateEffect.define<readonly string[]>();
  readonly extension: Extension;

  constructor() {
    const setNames = this.#setNames;
    this.extension = StateField.define<{ names: readonly string[]; marks: DecorationSet }>({
      create: () => ({ names: [], marks: Decoration.none }),
      update(value, transaction) {
        const asked = transaction.effects.find((effect) => effect.is(setNames));
        if (!asked && !transaction.docChanged) return value;
        const names = asked ? (asked.value as readonly string[]) : value.names;
        const places = findNames(transaction.newDoc.toString(), names);
        return { names, marks: Decoration.set(places.map(({ from, to }) => mark.range(from, to))) };
      },
      provide: (field) => EditorView.decorations.from(field, ({ marks }) => marks),
    });
  }

  show(names: readonly string[], view: EditorView | null): void {
    view?.dispatch({ effects: this.#setNames.of(names) });
  }
}
