import { asDesigner, asDesignerOrAdmin, type Principal } from "@/lib/auth/principal";
import { recordDenied } from "@/lib/auth/request/audit-denied";
import { principalFromRequest } from "@/lib/auth/request/principal-from-request";
import type { CheckSender } from "@/lib/http/server/sender-check";
import { log } from "@/lib/log";
import { toAppError } from "@/lib/to-app-error";

/**
 * Why the sender of a request may not send a file: `unauthenticated`, `forbidden`, or `unavailable` without a database.
 * The check of the route, made before the body is read. A refusal of a known person is recorded.
 */
export const refuseSender: CheckSender = async ({ method = "GET", url = "/", headers }, sender) => {
  let principal: Principal | undefined;
  try {
    const get = (name: string) => headers[name]?.toString() ?? null;
    principal = await principalFromRequest({ method, url: `http://localhost${url}`, headers: { get } });
    if (sender === "designer") asDesigner(principal);
    if (sender === "designer_or_admin") asDesignerOrAdmin(principal);
    return null;
  } catch (error) {
    const refused = toAppError(error);
    const action = `${method} ${url.split("?")[0]}`;
    if (principal) await recordDenied(principal, { action, reason: refused.code });
    if (refused.status >= 500) log.error({ action, err: refused }, "The sender of a file could not be checked");
    const { detail, retryAfterSeconds } = refused.options;
    return { code: refused.code, options: { detail, retryAfterSeconds } };
  }
};
