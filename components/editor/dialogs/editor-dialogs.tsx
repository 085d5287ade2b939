"use client";

import { useEditor } from "../store/store";
import { ChooseEnd } from "./choose-end";
import { ChooseKind } from "./choose-kind";
import { ConflictDialog } from "./conflict-dialog";
import { DiscardDialog } from "./discard-dialog";
import { ExportDraft } from "./export-draft";
import { ImportDialog } from "./import-dialog";
import { KeysDialog } from "./keys-dialog";
import { PublishDialog } from "./publish-dialog";

/** The open dialog. Draws nothing when no dialog is open. */
export default function EditorDialogs() {
  const asking = useEditor((state) => state.asking);
  const conflict = useEditor((state) => state.conflict);
  switch (asking?.about) {
    case "kind":
      return <ChooseKind asking={asking} />;
    case "connect":
    case "move":
      return <ChooseEnd asking={asking} />;
    case "publish":
      return <PublishDialog />;
    case "keys":
      return <KeysDialog asking={asking} />;
    case "discard":
      return <DiscardDialog />;
    case "export":
      return <ExportDraft />;
    case "import":
      return <ImportDialog />;
    case "conflict":
      return conflict && <ConflictDialog conflict={conflict} />;
    default:
      return null;
  }
}
