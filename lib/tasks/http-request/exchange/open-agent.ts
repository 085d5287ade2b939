import dns from "node:dns";
import { isIP } from "node:net";
import { Agent, buildConnector } from "undici";
import type { HostAccess } from "./allowed-hosts";
import { checkAddress } from "./check-address";

/** Finds all addresses of a name, like `dns.lookup`. */
export type Lookup = (
  hostname: string,
  options: dns.LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: dns.LookupAddress[]) => void,
) => void;

const maxHeaderBytes = 16_384;

/**
 * An agent for the requests to one origin. Every address that the name has is checked, inside the look-up that the
 * connection itself uses, and the address of the connection once more: a name that changes between two look-ups cannot
 * reach another address. `lookup` is that of Node.js unless a caller gives another one.
 */
export function openAgent({ hostname }: URL, access: HostAccess, lookup: Lookup = dns.lookup): Agent {
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal)) checkAddress(hostname, literal, access);
  const connect = buildConnector({ lookup: checkedLookup(hostname, access, lookup), timeout: 0, allowH2: false });
  return new Agent({
    // The request has a timeout for everything.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: maxHeaderBytes,
    connections: 1,
    connect: (options, callback) =>
      connect(options, (error, socket) => {
        if (!socket) return callback(error ?? new Error("There is no connection."), null);
        try {
          checkAddress(hostname, socket.remoteAddress ?? "an unknown address", access);
          callback(null, socket);
        } catch (refusal) {
          socket.destroy();
          callback(refusal as Error, null);
        }
      }),
  });
}

/** Fails when any address of the name is refused. */
function checkedLookup(host: string, access: HostAccess, lookup: Lookup) {
  return (
    hostname: string,
    options: dns.LookupOptions,
    callback: (error: NodeJS.ErrnoException | null, address: string | dns.LookupAddress[], family?: number) => void,
  ): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      try {
        for (const { address } of addresses) checkAddress(host, address, access);
      } catch (refusal) {
        return callback(refusal as NodeJS.ErrnoException, []);
      }
      const [first] = addresses;
      if (options.all) callback(null, addresses);
      else if (first) callback(null, first.address, first.family);
      else callback(Object.assign(new Error("The name has no address."), { code: "ENOTFOUND" }), []);
    });
  };
}
