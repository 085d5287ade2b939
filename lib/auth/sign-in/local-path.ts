/** Replaces our own origin where the real one does not matter; no name below `.invalid` exists (RFC 2606). */
const anyOrigin = "http://graphflow.invalid";

const maxLength = 2_000;

/**
 * The path of this site that a link asks for (path, query and fragment), or "/" when it leads anywhere else. It is
 * judged by what it resolves to, not by how it is written. The answer is resolved once more, because a path may itself
 * be an address: "/..//evil.example" resolves to the path "//evil.example", which names another host. `origin` is ours,
 * for targets that are whole addresses.
 */
export function localPath(target: unknown, origin = anyOrigin): string {
  return findLocalPath(target, origin) ?? "/";
}

/** The same, or null when the target is not a text or leads to another origin. */
export function findLocalPath(target: unknown, origin = anyOrigin): string | null {
  if (typeof target !== "string" || target.length > maxLength || !URL.canParse(target, origin)) return null;
  const url = new URL(target, origin);
  const path = url.pathname + url.search + url.hash;
  const isOurs = url.origin === new URL(origin).origin && path.startsWith("/");
  return isOurs && URL.canParse(path, origin) && new URL(path, origin).href === withoutCredentials(url) ? path : null;
}

function withoutCredentials(url: URL): string {
  const plain = new URL(url);
  plain.username = "";
  plain.password = "";
  return plain.href;
}
