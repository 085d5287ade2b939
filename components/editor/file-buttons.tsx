"use client";

import { FileDown, FileUp } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useEditor } from "./store/store";

const files = [
  { name: "Export", about: "export", icon: FileDown, title: "Export: the draft or a version as a file" },
  { name: "Import", about: "import", icon: FileUp, title: "Import: a file in place of the draft" },
] as const;

/** Export and import, on wide screens. The menu "More" has both on every screen. */
export function FileButtons() {
  const ask = useEditor((state) => state.ask);
  return (
    <div className="flex max-lg:hidden">
      {files.map(({ name, about, icon: Icon, title }) => (
        <Button key={name} variant="quiet" size="icon" aria-label={name} title={title} onClick={() => ask({ about })}>
          <Icon aria-hidden />
        </Button>
      ))}
    </div>
  );
}
