import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

/** What is asked of a request to know who sends it: a Fetch `Request` has it. */
export interface SentRequest {
  method: string;
  url: string;
  headers: Pick<Headers, "get">;
}

/**
 * Refuses a state-changing request that a browser sends with a cookie from another site's page. Browsers send the
 * true origin; a request without one is refused too. Throws AppError `forbidden`.
 */
export function requireSameOrigin(request: SentRequest): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  requireOwnOrigin(request.headers, new URL(request.url).host);
}

/** The same for a server action, which is always state-changing: by the headers of its request. */
export function requireOwnOrigin(headers: Pick<Headers, "get">, ownHost?: string): void {
  const site = headers.get("sec-fetch-site");
  if (site ? site === "same-origin" : isOwnOrigin(headers, ownHost)) return;
  throw foreign();
}

function isOwnOrigin(headers: Pick<Headers, "get">, ownHost?: string): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  return (
    new URL(origin).host === (calledHost(headers) ?? ownHost) ||
    (env.NEXTAUTH_URL !== undefined && origin === new URL(env.NEXTAUTH_URL).origin)
  );
}

/**
 * The check of a server action's request that Next.js answers with a 500: an `Origin`, when there is one, must be the
 * host that the browser called. Throws AppError `forbidden`.
 */
export function requireActionOrigin(headers: Pick<Headers, "get">): void {
  requireOwnOrigin(headers);
  const origin = headers.get("origin");
  if (origin === null) return;
  if (!URL.canParse(origin) || new URL(origin).host !== calledHost(headers)) throw foreign();
}

/** The host that the browser called: as a trusted proxy forwards it (the server drops others'), else the request's. */
const calledHost = (headers: Pick<Headers, "get">): string | null =>
  headers.get("x-forwarded-host")?.split(",")[0]?.trim() || headers.get("host");

const foreign = () => new AppError("forbidden", { detail: "This request did not come from GraphFlow's own pages." });
