import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { countCases } from "@/lib/inbox/data";

/** How many cases each tab of the inbox holds, counted to a thousand. */
export const GET = handle(async (call) => jsonResponse(await countCases(asReviewer(await call.principal()))));
