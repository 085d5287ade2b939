import { DialogContent } from "@/components/ui/dialog";
import { KeyCaps } from "@/components/ui/keys/key-caps";
import { inboxActions } from "./inbox-actions";

/** A dialog that lists the keys of the inbox. */
export function KeySheet() {
  return (
    <DialogContent
      title="Keys"
      description="They work while the list or the case has the focus; the list of actions everywhere in the inbox."
      onCloseAutoFocus={(event) => event.preventDefault()}
    >
      <dl className="grid gap-1.5">
        {inboxActions.map((action) => "key" in action && <Row key={action.id} name={action.name} combo={action.key} />)}
        <Row name="Show the list of actions" combo="Ctrl+K" />
      </dl>
    </DialogContent>
  );
}

function Row({ name, combo }: { name: string; combo: string }) {
  return (
    <div className="flex items-center justify-between gap-4">
      <dt>{name}</dt>
      <dd>
        <KeyCaps combo={combo} />
      </dd>
    </div>
  );
}
