import ipaddr from "ipaddr.js";
import { env } from "@/lib/env";

type Address = ReturnType<typeof ipaddr.process>;

/** Written by our own server on every request, over whatever the sender wrote: the address of the connection. */
export const peerHeader = "x-graphflow-peer";

/**
 * The address a request came from: the connection's, unless that is one of TRUSTED_PROXIES. Then X-Forwarded-For is
 * read from its end, where each proxy appends the address it was called from, as far as the first one that is not a
 * trusted proxy: a sender can write anything before it. "unknown" where no server recorded the connection.
 */
export function clientAddress(headers: Pick<Headers, "get">): string {
  const peer = parse(headers.get(peerHeader) ?? "");
  if (!peer) return "unknown";
  let client = peer;
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",");
  while (isTrusted(client)) {
    const before = parse(forwarded.pop() ?? "");
    if (!before) break;
    client = before;
  }
  return client.toString();
}

/** Whether this is the address of one of TRUSTED_PROXIES, whose forwarded addresses are believed. */
export function isTrustedProxy(address: string): boolean {
  const parsed = parse(address);
  return parsed !== null && isTrusted(parsed);
}

/** What is counted as one sender: an IPv4 address, an IPv6 network of 64 bits, which one customer holds whole. */
export function networkOf(address: string): string {
  const parsed = parse(address);
  if (parsed?.kind() !== "ipv6") return parsed?.toString() ?? address;
  const { parts } = parsed as ipaddr.IPv6;
  return `${parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}

/** An address, also as proxies write it with a port: "192.0.2.1:4711", "[2001:db8::1]:4711". */
function parse(text: string): Address | null {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? ipaddr.process(bare) : null;
}

function isTrusted(address: Address): boolean {
  return env.TRUSTED_PROXIES.some((trusted) => {
    const [network, bits] = trusted.includes("/") ? ipaddr.parseCIDR(trusted) : [ipaddr.process(trusted), 128];
    if (network.kind() !== address.kind()) return false;
    return address.match([network, Math.min(bits, network.kind() === "ipv4" ? 32 : 128)] as [Address, number]);
  });
}
