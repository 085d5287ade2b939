import { type ComponentType, useEffect, useState } from "react";

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

const inputEvents = ["pointermove", "pointerdown", "keydown"] as const;

/**
 * Loads a component when it is needed, or earlier at the first input of the person. Returns null until it is loaded.
 * `onMissing` is called when it is needed and cannot be loaded.
 */
export function useLazyComponent<Props>(
  load: Load<Props>,
  isNeeded: boolean,
  onMissing: () => void,
): ComponentType<Props> | null {
  const [Part, setPart] = useState<ComponentType<Props> | null>(null);

  useEffect(() => {
    const preload = () => {
      stop();
      // A failed preload is repeated when the component is needed.
      load().catch(() => {});
    };
    const stop = () => {
      for (const inputEvent of inputEvents) window.removeEventListener(inputEvent, preload);
    };
    for (const inputEvent of inputEvents) window.addEventListener(inputEvent, preload, { passive: true });
    return stop;
  }, [load]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: onMissing is a new function in each render
  useEffect(() => {
    if (!isNeeded || Part) return;
    let isCancelled = false;
    load().then(
      (module) => isCancelled || setPart(() => module.default),
      () => isCancelled || onMissing(),
    );
    return () => {
      isCancelled = true;
    };
  }, [load, isNeeded, Part]);
  return Part;
}
