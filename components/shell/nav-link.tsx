"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/** A link of the main navigation. The current page has `aria-current`, and its link is in view on a phone. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const pathname = usePathname();
  const isHere = pathname === href || pathname.startsWith(`${href}/`);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isHere && link.current) bringIntoView(link.current);
  }, [isHere]);
  return (
    <Link
      ref={link}
      href={href}
      prefetch={false}
      aria-current={isHere ? "page" : undefined}
      className={
        "flex items-center self-stretch whitespace-nowrap border-transparent border-b-2 px-1.5 text-ink-soft " +
        "transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent " +
        "aria-[current=page]:font-semibold aria-[current=page]:text-ink sm:px-3"
      }
    >
      {children}
    </Link>
  );
}

/** Pixels at the edge of the navigation, where it fades. */
const fade = 8;

/** Scrolls the navigation alone: `scrollIntoView` would also scroll a page whose top bar is out of the window. */
function bringIntoView(link: HTMLElement): void {
  const nav = link.parentElement;
  if (!nav) return;
  const beyond = link.getBoundingClientRect().right - (nav.getBoundingClientRect().right - fade);
  if (beyond > 0) nav.scrollLeft += beyond;
}
