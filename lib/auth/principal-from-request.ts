import { principalFromApiKey } from "@/lib/auth/api-key";
import type { Principal } from "@/lib/auth/principal";
import { requireSameOrigin } from "@/lib/auth/same-origin";
import { principalFromSessionToken, sessionCookieName } from "@/lib/auth/session-token";
import { AppError } from "@/lib/errors";

/**
 * Who sends this request: by `Authorization: Bearer <api key>`, else by the session cookie. A bad key is refused even
 * beside a good cookie. Throws AppError `unauthenticated`; `forbidden` when a cookie is used from another site.
 */
export async function principalFromRequest(request: Request): Promise<Principal> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const principal = await principalFromApiKey(authorization);
    if (!principal) throw new AppError("unauthenticated", { detail: "This API key is not known or no longer valid." });
    return principal;
  }

  const principal = await principalFromSessionToken(readCookie(request, sessionCookieName()));
  if (!principal) throw new AppError("unauthenticated");
  requireSameOrigin(request);
  return principal;
}

function readCookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get("cookie") ?? "").split(/; */);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
