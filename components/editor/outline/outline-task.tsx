import { type MouseEvent, memo, useId } from "react";
import type { OutlineItem } from "./outline-items";
import { OutlineRow } from "./outline-row";
import { RenameInput } from "./rename-input";

interface OutlineTaskProps {
  item: OutlineItem;
  place: { position: number; size: number };
  /** The ids of the selected tasks and edges. */
  selected: ReadonlySet<string>;
  /** The id of the item that Tab reaches. */
  tabStop: string | undefined;
  /** The number of problems by task id or edge id. */
  counts: ReadonlyMap<string, number>;
  /** What the test run did, in words, by task id or edge id. */
  trial: ReadonlyMap<string, string>;
  isRenaming: boolean;
  onMenu: (id: string, event: MouseEvent<HTMLElement>) => void;
  onRenamed: (id: string) => void;
}

/** A task of the outline with its outgoing edges. */
export const OutlineTask = memo(
  function OutlineTask({
    item,
    place,
    selected,
    tabStop,
    counts,
    trial,
    isRenaming,
    onMenu,
    onRenamed,
  }: OutlineTaskProps) {
    const groupId = useId();
    const { id, label, about, icon, edges } = item;
    const row = (rowId: string) => ({
      id: rowId,
      isSelected: selected.has(rowId),
      isTabStop: tabStop === rowId,
      problems: counts.get(rowId) ?? 0,
      trial: trial.get(rowId) ?? "",
      onMenu,
    });
    const name = label || "Task without a name";
    return (
      <li role="none" className="[content-visibility:auto] [contain-intrinsic-size:auto_4rem]">
        <OutlineRow
          {...row(id)}
          level={1}
          name={name}
          about={about}
          icon={icon}
          place={place}
          groupId={edges.length > 0 ? groupId : undefined}
        >
          {isRenaming ? <RenameInput taskId={id} onDone={onRenamed} /> : name}
        </OutlineRow>
        {edges.length > 0 && (
          // biome-ignore lint/a11y/useSemanticElements: this is a group of tree items
          <ul role="group" id={groupId} className="ml-4 border-l pl-1">
            {edges.map((edge, index) => (
              <li key={edge.id} role="none">
                <OutlineRow
                  {...row(edge.id)}
                  level={2}
                  name={edge.sentence}
                  isBack={edge.isBack}
                  place={{ position: index + 1, size: edges.length }}
                >
                  {edge.sentence}
                </OutlineRow>
              </li>
            ))}
          </ul>
        )}
      </li>
    );
  },
  (before, after) =>
    before.item === after.item &&
    before.isRenaming === after.isRenaming &&
    before.place.position === after.place.position &&
    before.place.size === after.place.size &&
    before.onMenu === after.onMenu &&
    [after.item.id, ...after.item.edges.map(({ id }) => id)].every(
      (id) =>
        before.selected.has(id) === after.selected.has(id) &&
        (before.tabStop === id) === (after.tabStop === id) &&
        before.counts.get(id) === after.counts.get(id) &&
        before.trial.get(id) === after.trial.get(id),
    ),
);
