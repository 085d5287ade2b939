import { principalFromApiKey } from "@/lib/auth/api-key";
import type { Principal } from "@/lib/auth/principal";
import { readOwnCookie } from "@/lib/auth/sign-in/own-cookies";
import { principalFromSessionToken, sessionCookieName } from "@/lib/auth/sign-in/session-token";
import { AppError } from "@/lib/errors";
import { requireSameOrigin, type SentRequest } from "./same-origin";

/**
 * The sender of this request: by `Authorization: Bearer <api key>`, else by the session cookie. A bad key is refused
 * even beside a good cookie. Throws AppError `unauthenticated`, also for two cookies of one name; `forbidden` when a
 * cookie is used from another site.
 */
export async function principalFromRequest(request: SentRequest): Promise<Principal> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const principal = await principalFromApiKey(authorization);
    if (!principal) throw new AppError("unauthenticated", { detail: "This API key is not known or no longer valid." });
    return principal;
  }

  const principal = await principalFromSessionToken(readOwnCookie(request.headers.get("cookie"), sessionCookieName()));
  if (!principal) throw new AppError("unauthenticated");
  requireSameOrigin(request);
  return principal;
}
