import type { AdminPrincipal } from "@/lib/auth/principal";
import { asStaff } from "@/lib/auth/principal";
import { retry } from "../mutations";
import { findModelFailures } from "../reading/find-model-failures";
import { sessionHost } from "../session-host";

/**
 * Makes every session that a model has failed due again, with all its tries before it: for an admin who has put right
 * the key, the address or the model. Background jobs go on with them. Gives how many they are.
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
