import { type ComponentType, useEffect, useState } from "react";

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

const signs = ["pointermove", "pointerdown", "keydown"] as const;

/**
 * A component that is loaded when it is needed, and at the first sign of a person, so that it is there by then; null as
 * long as it is not. `onMissing` is called, once, for one that is needed and cannot be loaded.
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
      // What fails here is loaded again when it is needed.
      load().catch(() => {});
    };
    const stop = () => {
      for (const sign of signs) window.removeEventListener(sign, warm);
    };
    for (const sign of signs) window.addEventListener(sign, warm, { passive: true });
    return stop;
  }, [load]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is called when it is needed, not when the caller draws
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
