import type { AdminPrincipal } from "@/lib/auth/principal";
import { asStaff } from "@/lib/auth/principal";
import { retry } from "../mutations";
import { findModelFailures } from "../reading/find-model-failures";
import { sessionHost } from "../session-host";

/**
 * Makes every session that failed because of a model due again, with all its attempts: for an admin who has corrected
 * the key, the address or the model. Background jobs run them. Returns their number.
 */
export async function retryModelFailures(principal: AdminPrincipal): Promise<number> {
  let count = 0;
  for (const sessionId of (await findModelFailures(asStaff(principal))).flatMap(({ sessionIds }) => sessionIds)) {
    if (!(await retry(sessionId, principal.userId))) continue;
    count += 1;
    await sessionHost.wake(sessionId, new Date());
  }
  return count;
}
