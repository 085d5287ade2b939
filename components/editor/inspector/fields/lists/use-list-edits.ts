import { useState } from "react";
import { useSeparateStep } from "../../form/editor-access";
import { type FieldPath, type Outcome, removeUnfinished, useFieldId, useFormScope } from "../../form/form-scope";
import { moveItem } from "../../schema/rows";

interface ListEdits<Item> {
  path: FieldPath;
  items: readonly Item[];
  onChange: (items: Item[]) => Outcome;
}

/**
 * Moves and removes the items of a list. Both return false, and `notice` says why, while an item has an invalid text:
 * such texts are stored by index.
 */
export function useListEdits<Item>({ path, items, onChange }: ListEdits<Item>) {
  const id = useFieldId(path);
  const { unfinished } = useFormScope();
  const separateStep = useSeparateStep();
  const [notice, setNotice] = useState<string | null>(null);
  const change = (next: Item[]): void => void separateStep(() => onChange(next));
  const canMove = (removed?: number): boolean => {
    const blockingId = removeUnfinished(unfinished, id, removed === undefined ? undefined : `${id}-${removed}`);
    setNotice(blockingId === undefined ? null : "A value here is not taken yet: finish it first.");
    if (blockingId !== undefined) document.getElementById(blockingId)?.focus();
    return blockingId === undefined;
  };
  return {
    notice,
    add: (item: Item): void => change([...items, item]),
    move(index: number, by: -1 | 1): boolean {
      if (!canMove()) return false;
      change(moveItem(items, index, by));
      return true;
    },
    remove(index: number): boolean {
      if (!canMove(index)) return false;
      change(items.toSpliced(index, 1));
      return true;
    },
  };
}
