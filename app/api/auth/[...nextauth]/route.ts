import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { AppError } from "@/lib/errors";
import { problemResponse } from "@/lib/http/handle";
import { log } from "@/lib/log";

type Context = { params: Promise<{ nextauth: string[] }> };

const maxBytes = 64 * 1024;
const signInWindowSeconds = 15 * 60;

/** next-auth's own routes, with the limits and status codes the rest of the API has. */
async function answer(request: NextRequest, context: Context): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return problemResponse(new AppError("too_large"));
  try {
    const response: Response = await NextAuth(request, context, authOptions());
    return (await isRateLimited(response)) ? tooManyAttempts(response) : response;
  } catch (error) {
    if (error instanceof SyntaxError) return problemResponse(new AppError("malformed", { cause: error }));
    log.error({ err: error }, "next-auth failed");
    return problemResponse(new AppError("internal", { cause: error }));
  }
}

// next-auth knows only 401 for a sign-in that did not work; scripts are told the real reason by its code.
async function isRateLimited(response: Response): Promise<boolean> {
  return response.status === 401 && (await response.clone().text()).includes("error=rate_limited");
}

function tooManyAttempts(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("retry-after", String(signInWindowSeconds));
  return new Response(response.body, { status: 429, headers });
}

export { answer as GET, answer as POST };
