import type { ReactNode } from "react";
import { LiveViewer } from "@/components/live/live-viewer";
import { cn } from "@/components/ui/cn";
import { OfflineNotice } from "./connection/offline-notice";
import { TopBar } from "./top-bar";

interface AppFrameProps {
  /** The person who is signed in. */
  principal: { userId: string; name: string; roles: readonly string[] };
  /** The person's own sessions in the navigation: "My claims". Null for a person without any. */
  ownList: string | null;
  /**
   * page: one column that scrolls with the window · panes: from 1024 px on, main fills the window and its panes
   * scroll (give them `overflow-y-auto` and `min-h-0`); below that it flows like a page, without padding · screen:
   * as panes, on every screen (a chat). In a window that is not 500 px high all of them flow like a page.
   */
  layout?: "page" | "panes" | "screen";
  children: ReactNode;
}

/** The frame of every signed-in page: skip link, top bar and main. */
export function AppFrame({ principal, ownList, layout = "page", children }: AppFrameProps) {
  return (
    <div
      className={cn(
        "flex min-h-dvh flex-col",
        layout === "panes" && "lg:h-dvh",
        layout === "screen" && "h-dvh",
        "short:h-auto",
      )}
    >
      <a
        href="#content"
        className={
          "sr-only rounded-control bg-accent font-semibold text-on-accent focus:not-sr-only focus:absolute " +
          "focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-2"
        }
      >
        Skip to content
      </a>
      <TopBar name={principal.name} roles={principal.roles} ownList={ownList} />
      <OfflineNotice />
      <main
        id="content"
        tabIndex={-1}
        className={cn(
          "flex-1 focus-visible:-outline-offset-2",
          layout === "page" ? "mx-auto w-full max-w-5xl px-4 py-6 sm:px-6 sm:py-10" : "flex min-h-0 flex-col",
        )}
      >
        <LiveViewer viewerId={principal.userId}>{children}</LiveViewer>
      </main>
    </div>
  );
}
