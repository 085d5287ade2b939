import Link from "next/link";
import { Logo } from "./logo";
import { NavLink } from "./nav-link";
import { SignOutButton } from "./sign-out-button";
import { ThemeSwitch } from "./theme-switch";

const sections = [
  { href: "/inbox", label: "Inbox", roles: ["reviewer"] },
  { href: "/workflows", label: "Workflows", roles: ["designer"] },
  { href: "/documents", label: "Documents", roles: ["designer", "admin"] },
  { href: "/sessions", label: "Sessions", roles: ["reviewer", "designer", "admin"] },
];

interface TopBarProps {
  name: string;
  roles: readonly string[];
  /** The link to the person's own sessions: "My claims". Null for a person without any. */
  ownList: string | null;
}

/** Product name, main navigation, theme and sign-out. */
export function TopBar({ name, roles, ownList }: TopBarProps) {
  const own = ownList === null ? [] : [{ href: "/claims", label: ownList }];
  const allowed = sections.filter((section) => section.roles.some((role) => roles.includes(role)));
  return (
    <header
      className={
        "sticky top-0 z-30 short:static flex h-14 shrink-0 items-center gap-1 border-b bg-surface px-4 " +
        "sm:gap-4 sm:px-6 print:hidden"
      }
    >
      <Link href="/" prefetch={false} className="flex items-center gap-2 rounded-control font-semibold text-reading">
        <Logo className="size-6 text-accent" />
        <span className="max-sm:sr-only">GraphFlow</span>
      </Link>
      <nav aria-label="Main" className="flex min-w-0 flex-1 items-center self-stretch overflow-x-auto">
        {[...own, ...allowed].map((section) => (
          <NavLink key={section.href} href={section.href}>
            {section.label}
          </NavLink>
        ))}
      </nav>
      <ThemeSwitch />
      <span className="max-w-40 truncate text-ink-soft max-md:hidden" title="Signed in">
        {name}
      </span>
      <SignOutButton name={name} />
    </header>
  );
}
