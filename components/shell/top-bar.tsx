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
  // Reviewers find it in their inbox.
  { href: "/inbox/queues", label: "Queues", roles: ["admin"], unless: "reviewer" },
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
  const allowed = sections.filter(
    ({ roles: allowedRoles, unless = "" }) =>
      allowedRoles.some((role) => roles.includes(role)) && !roles.includes(unless),
  );
  // Claimants begin at their own list, people who work here at their work.
  const links = roles.includes("claimant") ? [...own, ...allowed] : [...allowed, ...own];
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
      <nav
        aria-label="Main"
        className={
          "flex min-w-0 flex-1 items-center self-stretch overflow-x-auto max-sm:pr-2 " +
          // More of them are beyond the edge.
          "max-sm:[mask-image:linear-gradient(to_left,transparent,black_0.5rem)]"
        }
      >
        {links.map((section) => (
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
