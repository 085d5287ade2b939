import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useTools } from "./tools/tools-context";

const overlayClasses =
  "pointer-events-none absolute inset-0 grid place-content-center justify-items-center gap-3 p-6 text-center";

/** The canvas of a workflow without tasks. It says how to add the first task. */
export function EmptyCanvas({ isReadOnly }: { isReadOnly: boolean }) {
  const tools = useTools();
  return (
    <div className={overlayClasses}>
      <p className="font-semibold">This workflow has no task yet.</p>
      <p className="max-w-prose text-ink-soft">
        {isReadOnly
          ? "Add the first one in the outline: sessions begin there."
          : "Sessions begin at the first task that you add. Choose a kind, then connect what follows."}
      </p>
      {!isReadOnly && (
        <Button variant="primary" className="pointer-events-auto" onClick={() => tools.openPalette()}>
          <Plus aria-hidden />
          Add the first task
        </Button>
      )}
    </div>
  );
}
