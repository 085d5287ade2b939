import { Panel, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { fitPadding } from "./opening-viewport";

/** Zoom without a wheel or a pinch. */
export function CanvasControls() {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const controls = [
    { name: "Zoom in", icon: Plus, act: () => zoomIn() },
    { name: "Zoom out", icon: Minus, act: () => zoomOut() },
    { name: "Show the whole graph", icon: Maximize, act: () => fitView({ padding: fitPadding, maxZoom: 1 }) },
  ];
  return (
    <Panel position="bottom-left" className="m-3! flex rounded-control border border-line bg-surface">
      {controls.map(({ name, icon: Icon, act }) => (
        <Button key={name} variant="quiet" size="icon" aria-label={name} title={name} onClick={act}>
          <Icon aria-hidden />
        </Button>
      ))}
    </Panel>
  );
}
