import { type ComponentType, useEffect, useState } from "react";

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

const signs = ["pointermove", "pointerdown", "keydown"] as const;

/**
 * Loads a component when it is needed, or earlier at the first input of the person. Returns null until it is loaded.
 * `onMissing` is called when it is needed and cannot be loaded.
 */
export function useLater<Props>(
  load: Load<Props>,
  isNeeded: boolean,
  onMissing: () => void,
): ComponentType<Props> | null {
  const [Part, setPart] = useState<ComponentType<Props> | null>(null);

  useEffect(() => {
    const warm = () => {
      stop();
      // A failed preload is repeated when the component is needed.
      load().catch(() => {});
    };
    const stop = () => {
      for (const sign of signs) window.removeEventListener(sign, warm);
    };
    for (const sign of signs) window.addEventListener(sign, warm, { passive: true });
    return stop;
  }, [load]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: onMissing is a new function in each render
  useEffect(() => {
    if (!isNeeded || Part) return;
    let isOver = false;
    load().then(
      (module) => isOver || setPart(() => module.default),
      () => isOver || onMissing(),
    );
    return () => {
      isOver = true;
    };
  }, [load, isNeeded, Part]);
  return Part;
}
