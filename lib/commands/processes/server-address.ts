/** The host of a URL for a server that listens on `host`; unset: on all addresses. */
export function serverAddress(host: string | undefined): string {
  if (!host || host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
