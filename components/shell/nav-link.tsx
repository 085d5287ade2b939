"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A link of the main navigation. The current page has `aria-current`. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const pathname = usePathname();
  const isHere = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link
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
