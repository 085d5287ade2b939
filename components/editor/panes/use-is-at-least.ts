import { useSyncExternalStore } from "react";

/** Whether the window has at least this width: "640px". True on the server. */
export function useIsAtLeast(width: string): boolean {
  const query = `(width >= ${width})`;
  return useSyncExternalStore(
    (notify) => {
      const list = matchMedia(query);
      list.addEventListener("change", notify);
      return () => list.removeEventListener("change", notify);
    },
    () => matchMedia(query).matches,
    () => true,
  );
}
