import { Kbd } from "@/components/ui/kbd";
import { type Combo, keysOf } from "./combo";

const isMac = (): boolean => typeof navigator !== "undefined" && navigator.platform.startsWith("Mac");

/** The keys of a combo. */
export function KeyCaps({ combo }: { combo: Combo }) {
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5">
      {keysOf(combo, isMac()).map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </span>
  );
}
