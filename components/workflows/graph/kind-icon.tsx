import {
  BadgeCheck,
  Bell,
  Calculator,
  CircleDot,
  ClipboardCheck,
  Clock,
  Columns2,
  GitFork,
  type LucideIcon,
  MailCheck,
  Megaphone,
  MessageCircle,
  PencilLine,
  Quote,
  Search,
  ShieldCheck,
  Sparkles,
  Split,
  Table2,
  Timer,
  UserCheck,
  Webhook,
} from "lucide-react";

// Imported one by one, so that the bundle contains only these icons. Unknown names get the dot.
const icons: Record<string, LucideIcon> = {
  "badge-check": BadgeCheck,
  bell: Bell,
  calculator: Calculator,
  "clipboard-check": ClipboardCheck,
  clock: Clock,
  "columns-2": Columns2,
  "git-fork": GitFork,
  "mail-check": MailCheck,
  megaphone: Megaphone,
  "message-circle": MessageCircle,
  "pencil-line": PencilLine,
  quote: Quote,
  search: Search,
  "shield-check": ShieldCheck,
  sparkles: Sparkles,
  split: Split,
  "table-2": Table2,
  timer: Timer,
  "user-check": UserCheck,
  webhook: Webhook,
};

/** The icon of a task kind by its lucide name. It is decorative, because a text beside it names the kind. */
export function KindIcon({ name, className }: { name: string; className?: string }) {
  const Icon = icons[name] ?? CircleDot;
  return <Icon aria-hidden className={className} />;
}
