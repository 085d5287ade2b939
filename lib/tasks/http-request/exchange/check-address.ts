import ipaddr from "ipaddr.js";
import type { HostAccess } from "./allowed-hosts";
import { HttpRequestError } from "./http-error";

/** The ranges that HTTP_ALLOWED_PRIVATE_HOSTS opens. Link-local addresses (169.254.169.254) stay closed. */
const privateRanges = new Set<string>(["private", "loopback", "uniqueLocal", "carrierGradeNat"]);

/** Global unicast addresses of IPv6; what is outside is reserved, or an IPv4 address in another form. */
const globalIpv6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether a request may go to an IP address. A text that is not an address is refused. */
export function isAllowedAddress(address: string, access: HostAccess): boolean {
  if (access === "none" || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (access === "private" && privateRanges.has(range)) return true;
  if (range !== "unicast") return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalIpv6);
}

/** Throws HttpRequestError for an address that a request to this host must not go to. */
export function checkAddress(host: string, address: string, access: HostAccess): void {
  if (isAllowedAddress(address, access)) return;
  throw new HttpRequestError(
    "address_refused",
    `“${host}” is at ${address}, which is not a public address. An operator can allow private ones with ` +
      "HTTP_ALLOWED_PRIVATE_HOSTS.",
  );
}
