import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { findViews, saveView } from "@/lib/inbox/listing/find-views";
import { newViewSchema } from "@/lib/inbox/listing/schema";

/** The reviewer's saved views and those of their queues. */
export const GET = handle(async (call) => jsonResponse({ views: await findViews(asReviewer(await call.principal())) }));

/** Saves a view. */
export const POST = handle(async (call) => {
  const reviewer = asReviewer(await call.principal());
  return jsonResponse(await saveView(reviewer, await readJson(call.request, newViewSchema)), 201);
});
