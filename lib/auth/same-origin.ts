import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/**
 * Refuses a state-changing request that a browser sends with a cookie from somebody else's page. Browsers name the
 * origin and cannot be made to lie about it; a request that names none is refused too. Throws AppError `forbidden`.
 */
export function requireSameOrigin(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers.get("sec-fetch-site");
  if (site ? site === "same-origin" : isOwnOrigin(request)) return;
  throw new AppError("forbidden", { detail: "This request did not come from GraphFlow's own pages." });
}

function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return (
    new URL(origin).host === host || (env.NEXTAUTH_URL !== undefined && origin === new URL(env.NEXTAUTH_URL).origin)
  );
}
