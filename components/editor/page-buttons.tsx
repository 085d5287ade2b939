"use client";

import { EllipsisVertical, History } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useSaver } from "./drafts/saver-context";
import { LazyMenu } from "./lazy/lazy-menu";
import { pasteParts } from "./outline/outline-clipboard";
import { useEditor, useEditorStore } from "./store/store";

/** Returns a function that opens another page of the workflow. The draft is sent first, because the page shows it. */
function useOpenPage() {
  const router = useRouter();
  const saver = useSaver();
  const workflowId = useEditor((state) => state.workflowId);
  return async (page: "rules" | "versions"): Promise<void> => {
    await saver.send();
    router.push(`/workflows/${workflowId}/${page}`);
  };
}

/** Opens the versions of the workflow. */
export function VersionsButton() {
  const openPage = useOpenPage();
  return (
    <Button onClick={() => openPage("versions")} aria-label="Versions" title="Versions" className="max-sm:px-2.5">
      <History aria-hidden />
      <span className="max-sm:hidden">Versions</span>
    </Button>
  );
}

/** A menu of the rare actions of the whole workflow. */
export function MoreButton() {
  const store = useEditorStore();
  const ask = useEditor((state) => state.ask);
  const inspect = useEditor((state) => state.inspect);
  const hasVersion = useEditor((state) => state.version !== null);
  const openPage = useOpenPage();
  const button = useRef<HTMLButtonElement>(null);
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  function open() {
    const { right = 0, bottom = 0 } = button.current?.getBoundingClientRect() ?? {};
    setAt({ x: right - 240, y: bottom });
  }
  return (
    <>
      <Button
        ref={button}
        variant="quiet"
        size="icon"
        aria-label="More"
        aria-haspopup="menu"
        aria-expanded={at !== null}
        onClick={open}
      >
        <EllipsisVertical aria-hidden />
      </Button>
      <LazyMenu
        menu={
          at && {
            name: "the workflow",
            at,
            actions: [
              { name: "Name, who may start it and more", run: () => inspect({ focuses: true }) },
              { name: "Paste", run: () => void pasteParts(store) },
              { name: "Who reads and writes each key", run: () => ask({ about: "keys" }) },
              { name: "Rules as one page", run: () => void openPage("rules") },
              { name: "Export", run: () => ask({ about: "export" }) },
              { name: "Import", run: () => ask({ about: "import" }) },
              ...(hasVersion ? [{ name: "Discard draft", run: () => ask({ about: "discard" }) }] : []),
            ],
            returnFocus: () => button.current?.focus(),
            onClose: () => setAt(null),
          }
        }
      />
    </>
  );
}
