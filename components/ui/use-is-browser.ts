import { useSyncExternalStore } from "react";

/** False on the server and during hydration, true afterwards, so that both render the same first. */
export const useIsBrowser = (): boolean =>
  useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );

const subscribeToNothing = () => () => {};
