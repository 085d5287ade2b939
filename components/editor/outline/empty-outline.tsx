import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useEditor } from "../store/store";

/** The outline of a workflow without tasks. */
export function EmptyOutline() {
  const ask = useEditor((state) => state.ask);
  return (
    <div className="grid justify-items-start gap-3 p-3">
      <p className="font-semibold">This workflow has no task yet</p>
      <p className="text-ink-soft">
        Sessions start at its first task. Add one, say what follows it, and publish when no problem is left.
      </p>
      <Button onClick={() => ask({ about: "kind" })}>
        <Plus aria-hidden />
        Add the first task
      </Button>
    </div>
  );
}
