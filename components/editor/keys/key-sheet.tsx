import { DialogContent } from "@/components/ui/dialog";
import { KeyCaps } from "@/components/ui/keys/key-caps";
import { type EditorAction, editorActions } from "./editor-actions";

const groups: EditorAction["group"][] = ["Go", "Add", "Change", "Find", "View"];

const description = [
  "They work while the focus is on the canvas;",
  "Undo, Redo and the list of actions everywhere in the editor.",
].join(" ");

/** A dialog that lists all keys by group. */
export function KeySheet() {
  return (
    <DialogContent
      title="Keys"
      description={description}
      className="max-w-3xl"
      onCloseAutoFocus={(event) => event.preventDefault()}
    >
      <div className="gap-8 sm:columns-2">
        {groups.map((group) => (
          <section key={group} className="mb-4">
            <h3 className="mb-1 break-after-avoid text-ink-soft text-meta">{group}</h3>
            <dl className="grid gap-1">
              {editorActions
                .filter((action) => action.group === group && action.keys.length > 0)
                .map(({ id, name, keys }) => (
                  <div key={id} className="flex break-inside-avoid items-start justify-between gap-4">
                    <dt>{name}</dt>
                    <dd className="flex shrink-0 gap-2">
                      {keys.map((combo) => (
                        <KeyCaps key={combo} combo={combo} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </DialogContent>
  );
}
