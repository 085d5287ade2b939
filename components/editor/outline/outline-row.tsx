import { CornerUpLeft, Ellipsis } from "lucide-react";
import { type MouseEvent, memo, type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { KindIcon } from "@/components/workflows/graph/kind-icon";

interface OutlineRowProps {
  /** The id of the task or edge. */
  id: string;
  level: 1 | 2;
  /** The name for screen readers. */
  name: string;
  children: ReactNode;
  about?: string;
  icon?: string;
  isBack?: boolean;
  isSelected: boolean;
  isTabStop: boolean;
  problems: number;
  /** What the test run did here, in words; "" for nothing. */
  trial: string;
  /** The id of the element with the edges of a task. */
  groupId?: string;
  place: { position: number; size: number };
  onMenu: (id: string, event: MouseEvent<HTMLElement>) => void;
}

/** One item of the outline: a task or an edge. The tree handles its keys and clicks. */
export const OutlineRow = memo(function OutlineRow(props: OutlineRowProps) {
  const {
    id,
    level,
    name,
    children,
    about,
    icon,
    isBack,
    isSelected,
    isTabStop,
    problems,
    trial,
    groupId,
    place,
    onMenu,
  } = props;
  const wordsId = useId();
  const problemText = problems === 0 ? "" : problems === 1 ? "1 problem" : `${problems} problems`;
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-labelledby={wordsId}
      aria-selected={isSelected}
      aria-owns={groupId}
      aria-posinset={place.position}
      aria-setsize={place.size}
      tabIndex={isTabStop ? 0 : -1}
      data-item={id}
      data-name={name}
      onContextMenu={(event) => onMenu(id, event)}
      className={cn(
        "group relative flex cursor-pointer gap-2 rounded-control py-1 pr-9 pl-2 max-lg:py-2 max-lg:pr-11",
        "hover:bg-sunken focus-visible:-outline-offset-2",
        "before:absolute before:inset-y-1 before:left-0 before:w-0.5 before:rounded-full",
        level === 2 && "text-meta text-ink-soft",
        isSelected && "bg-accent-soft text-ink before:bg-accent hover:bg-accent-soft",
      )}
    >
      {icon && <KindIcon name={icon} className="mt-0.5 size-4 shrink-0 text-ink-faint" />}
      <span id={wordsId} className="min-w-0 grow">
        <span dir="auto" className={cn("wrap-anywhere block", level === 1 && "font-semibold")}>
          {children}
          {isBack && <CornerUpLeft aria-hidden className="ml-1 inline size-3" />}
        </span>
        {about && <span className={cn("block text-meta", isSelected ? "text-ink" : "text-ink-soft")}>{about}</span>}
        {trial && <span className="block font-semibold text-accent text-meta">{trial}</span>}
        {problemText && <span className="block font-semibold text-attention text-meta">{problemText}</span>}
      </span>
      <button
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`Actions for ${name}`}
        aria-haspopup="menu"
        onClick={(event) => onMenu(id, event)}
        className={cn(
          "-translate-y-1/2 absolute top-1/2 right-1 grid size-7 place-items-center rounded-control max-lg:size-9",
          "text-ink-soft hover:bg-line hover:text-ink",
          "lg:opacity-0 lg:focus-visible:opacity-100 lg:group-hover:opacity-100 lg:group-focus:opacity-100",
          isSelected && "lg:opacity-100",
        )}
      >
        <Ellipsis aria-hidden className="size-4" />
      </button>
    </div>
  );
});
