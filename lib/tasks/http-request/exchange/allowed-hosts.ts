import { env } from "@/lib/env";

/** What the operator allows for one address: nothing, public addresses, or private ones too. */
export type HostAccess = "none" | "public" | "private";

/** What the variables HTTP_ALLOWED_HOSTS and HTTP_ALLOWED_PRIVATE_HOSTS allow for this address. */
export function accessTo(url: URL): HostAccess {
  if (!env.HTTP_ALLOWED_HOSTS.some((entry) => matches(entry, url))) return "none";
  return env.HTTP_ALLOWED_PRIVATE_HOSTS.some((entry) => matches(entry, url)) ? "private" : "public";
}

/** An entry is a host, with `*.` for the names below it. Without a scheme it is https, without a port the usual one. */
function matches(entry: string, { protocol, hostname, port }: URL): boolean {
  const [scheme, rest] = /^https?:\/\//i.test(entry) ? entry.split("//", 2) : ["https:", entry];
  const isWildcard = rest?.startsWith("*.") ?? false;
  const address = `${scheme}//${isWildcard ? rest?.slice(2) : rest}`;
  if (!URL.canParse(address)) return false;
  const allowed = new URL(address);
  if (allowed.protocol !== protocol || allowed.port !== port) return false;
  return isWildcard ? hostname.endsWith(`.${allowed.hostname}`) : hostname === allowed.hostname;
}

/** Why a request to this address is refused, as a sentence for the designer and the operator goes on. */
export const refusalOf = ({ protocol, host }: URL): string =>
  protocol === "http:"
    ? `the host “http://${host}” may not be asked from here: use https, or let an operator add it to ` +
      "HTTP_ALLOWED_HOSTS, with http:// before it."
    : `the host “${host}” may not be asked from here: an operator has to add it to HTTP_ALLOWED_HOSTS.`;
