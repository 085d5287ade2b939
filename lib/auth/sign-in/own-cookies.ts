import { AppError } from "@/lib/errors";

/** next-auth's cookies and ours. Other cookies are ignored. */
const ownName = /^(?:__Secure-|__Host-)?(?:next-auth|graphflow)\./;
const sessionName = /^(?:__Secure-)?next-auth\.session-token/;

interface OwnCookies {
  values: ReadonlyMap<string, string>;
  /** Names without a single value: sent twice, or a session in pieces (`.0`, `.1`), which next-auth would join. */
  ambiguous: ReadonlySet<string>;
}

/**
 * The cookies of ours in a `Cookie` header. Every reader of a cookie reads here: two readers that choose differently
 * between two cookies of one name would see two identities in one request.
 */
export function readOwnCookies(header: string | null | undefined): OwnCookies {
  const values = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    const name = (at === -1 ? pair : pair.slice(0, at)).trim();
    if (!ownName.test(name)) continue;
    const isPiece = sessionName.test(name) && !/session-token$/.test(name);
    if (values.has(name) || isPiece) ambiguous.add(name);
    values.set(name, at === -1 ? "" : pair.slice(at + 1).trim());
  }
  return { values, ambiguous };
}

/**
 * The value of a cookie of ours; undefined for none. Throws AppError `unauthenticated` when one of ours is ambiguous.
 */
export function readOwnCookie(header: string | null | undefined, name: string): string | undefined {
  const { values, ambiguous } = readOwnCookies(header);
  if (ambiguous.size > 0) {
    throw new AppError("unauthenticated", { detail: "Two cookies of one name arrived. Please sign in again." });
  }
  return values.get(name);
}

/** More are not needed to clear what a browser can hold for an ordinary address. */
const maxClearings = 60;

/**
 * `Set-Cookie` values that remove the ambiguous cookies of a request, wherever they were set: at each path above the
 * requested one and for each domain above the host. Removing only one of two would leave the other one to be believed.
 */
export function clearAmbiguous(request: { cookies: string | null; host: string; path: string }): string[] {
  const { ambiguous } = readOwnCookies(request.cookies);
  const domains = ["", ...domainsAbove(request.host).map((domain) => `; Domain=${domain}`)];
  return [...ambiguous]
    .flatMap((name) => pathsAbove(request.path).flatMap((path) => domains.map((domain) => ({ name, path, domain }))))
    .map(({ name, path, domain }) => {
      const secure = name.startsWith("__") ? "; Secure" : "";
      return `${name}=; Path=${path}; Max-Age=0${domain}; HttpOnly; SameSite=Lax${secure}`;
    })
    .slice(0, maxClearings);
}

/** "/claims/1" -> "/", "/claims", "/claims/", "/claims/1": the paths of a cookie that a browser sends along. */
function pathsAbove(path: string): string[] {
  const parts = path.split("/").filter((part) => /^[\w.~%-]+$/.test(part));
  const below = parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
  return ["/", ...below.flatMap((one, index) => (index < below.length - 1 ? [one, `${one}/`] : [one]))];
}

/** "a.b.example:3000" -> "a.b.example", "b.example"; none for an address of numbers or a name without a dot. */
function domainsAbove(host: string): string[] {
  const labels = host.replace(/:\d+$/, "").split(".");
  if (!/^[a-z0-9.-]+$/i.test(labels.join(".")) || /^\d+$/.test(labels.at(-1) ?? "")) return [];
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}
