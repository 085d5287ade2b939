import { useEffect } from "react";

/** Milliseconds. An older press has no effect: it would surprise the person. */
const maxAge = 10_000;

// As text: it runs before the scripts of the page. A press is pointerdown or keydown, then click. React must not see
// the events while it begins to listen: it would handle some of them, and they would be handled twice.
const keepPresses = `{
  let press = [];
  const keep = (event) => {
    if (!event.target.closest?.("button[type=button]")) return;
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.stopImmediatePropagation();
    press = event.type === "click" ? [...press, event] : [event];
  };
  const types = ["pointerdown", "keydown", "click"];
  for (const type of types) addEventListener(type, keep, true);
  window.takeEarlyPress = () => {
    for (const type of types) removeEventListener(type, keep, true);
    return press.splice(0);
  };
}`;

/** Keeps the last press of a button that has no handler yet. It stands before every button of the page. */
export function EarlyPressScript({ nonce }: { nonce: string | undefined }) {
  // Browsers hide the nonce of a script after its run.
  return (
    <script nonce={typeof window === "undefined" ? nonce : ""} suppressHydrationWarning>
      {keepPresses}
    </script>
  );
}

/** Presses the button that was pressed before the page was hydrated. Its place is around all buttons. */
export function useEarlyPress(): void {
  useEffect(() => {
    const { takeEarlyPress } = window as { takeEarlyPress?: () => Event[] };
    for (const event of takeEarlyPress?.() ?? []) {
      if (performance.now() - event.timeStamp > maxAge) return;
      const Again = event.constructor as typeof Event;
      // A menu that opens by keydown prevents the click.
      if (!event.target?.dispatchEvent(new Again(event.type, event))) return;
    }
  }, []);
}
