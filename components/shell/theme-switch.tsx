"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "@/components/ui/button";
import { useIsBrowser } from "@/components/ui/use-is-browser";

const themes = [
  { name: "system", icon: Monitor },
  { name: "light", icon: Sun },
  { name: "dark", icon: Moon },
] as const;

/** Changes the theme in turn: system, light, dark. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  // The server does not know the theme: it renders "system", and the browser corrects it after hydration.
  const isBrowser = useIsBrowser();
  const index = Math.max(
    0,
    themes.findIndex((each) => isBrowser && each.name === theme),
  );
  const current = themes[index] ?? themes[0];
  const next = themes[(index + 1) % themes.length] ?? themes[0];
  return (
    <Button
      variant="quiet"
      size="icon"
      aria-label={`Theme: ${current.name}`}
      title={`Theme: ${current.name}. Change to ${next.name}`}
      onClick={() => setTheme(next.name)}
    >
      <current.icon aria-hidden />
    </Button>
  );
}
