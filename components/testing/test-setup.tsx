import { cleanup, configure } from "@testing-library/react";
import type { ComponentProps } from "react";
import { afterEach, beforeEach, vi } from "vitest";
import { router } from "./test-router";

// Next.js needs its own server for navigation: here a link is an anchor, and the router records its calls.
vi.mock("next/navigation", () => ({
  useRouter: () => router,
  usePathname: () => window.location.pathname,
  useSearchParams: () => new URLSearchParams(window.location.search),
}));
vi.mock("next/link", () => ({
  default: ({ prefetch: _, ...props }: ComponentProps<"a"> & { prefetch?: boolean }) => <a {...props} />,
}));
vi.mock("next/form", () => ({ default: (props: ComponentProps<"form">) => <form {...props} /> }));

// What is loaded lazily has to be compiled first.
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  // happy-dom would load the page of an address.
  window.addEventListener("click", stopNavigation);
});

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
  window.removeEventListener("click", stopNavigation);
});

function stopNavigation(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest("a")) event.preventDefault();
}
