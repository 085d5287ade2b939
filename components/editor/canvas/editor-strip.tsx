import { MiniMap } from "@xyflow/react";
import { BoxSelect, Group, Keyboard, LayoutGrid, Maximize, Minus, Plus, Search, StickyNote } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useCanvas } from "./canvas-state";
import type { CanvasNode } from "./nodes/card-nodes";
import { useTools } from "./tools/tools-context";

interface StripButtonProps {
  name: string;
  icon: typeof Plus;
  isPressed?: boolean;
  onClick: () => void;
}

function StripButton({ name, icon: Icon, isPressed, onClick }: StripButtonProps) {
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-label={name}
      aria-pressed={isPressed}
      title={name}
      onClick={onClick}
      className={isPressed ? "bg-accent-soft text-accent" : undefined}
    >
      <Icon aria-hidden />
    </Button>
  );
}

const stripClasses =
  "canvas-strip flex shrink-0 items-center justify-between gap-3 border-line border-t bg-canvas px-2 py-1";

interface EditorStripProps {
  isReadOnly: boolean;
  /** True for a graph that does not fit the canvas. */
  hasMinimap: boolean;
}

/** The toolbar below the canvas, with a minimap. It does not cover the canvas. */
export function EditorStrip({ isReadOnly, hasMinimap }: EditorStripProps) {
  const tools = useTools();
  const isBoxSelecting = useCanvas((state) => state.isBoxSelecting);
  return (
    <div className={stripClasses}>
      <div className="flex flex-wrap items-center">
        {!isReadOnly && (
          <>
            <Button size="sm" onClick={() => tools.openPalette()} className="mr-1">
              <LayoutGrid aria-hidden />
              Palette
            </Button>
            <StripButton name="Add a note" icon={StickyNote} onClick={() => tools.addNote()} />
            <StripButton name="Group what is selected" icon={Group} onClick={() => tools.addGroup()} />
            <StripButton
              name="Select several"
              icon={BoxSelect}
              isPressed={isBoxSelecting}
              onClick={() => tools.canvas.setState({ isBoxSelecting: !isBoxSelecting })}
            />
          </>
        )}
        <StripButton name="Zoom in" icon={Plus} onClick={tools.zoomIn} />
        <StripButton name="Zoom out" icon={Minus} onClick={tools.zoomOut} />
        <StripButton name="Show the whole graph" icon={Maximize} onClick={tools.showAll} />
        <StripButton
          name="Search the workflow"
          icon={Search}
          onClick={() => tools.canvas.setState({ isSearching: true })}
        />
        <StripButton name="All actions" icon={Keyboard} onClick={() => tools.canvas.setState({ sheet: "actions" })} />
        <a
          href="https://reactflow.dev"
          target="_blank"
          rel="noreferrer"
          className="px-2 whitespace-nowrap text-ink-faint text-meta max-[1400px]:hidden"
        >
          React Flow
        </a>
      </div>
      {hasMinimap && (
        <MiniMap
          pannable
          zoomable
          nodeColor={colourOf}
          nodeBorderRadius={8}
          style={minimapSize}
          className="static! m-0! max-sm:hidden!"
        />
      )}
    </div>
  );
}

const minimapSize = { width: 140, height: 72 };
const colourOf = (node: CanvasNode): string => {
  if (node.type !== "task") return node.type === "note" ? "var(--waiting-soft)" : "var(--line)";
  if (node.selected) return "var(--accent)";
  return node.data.problems > 0 ? "var(--attention)" : "var(--edge)";
};
