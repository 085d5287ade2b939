import { AppError, toProblem } from "@/lib/errors";

/** The methods of every route handler, by its folder below `app`; a test compares it with the handlers themselves. */
export const routeMethods: Record<string, readonly string[]> = {
  "/execute": ["POST"],
  "/recommend": ["POST"],
  "/session/[id]": ["GET"],
  "/health": ["GET"],
  "/api/auth/[...nextauth]": ["GET", "POST"],
  "/api/chat": ["POST"],
  "/api/events": ["GET"],
  "/api/inbox/bulk": ["POST"],
  "/api/inbox/cases": ["GET"],
  "/api/inbox/cases/[id]/clauses": ["GET"],
  "/api/inbox/counts": ["GET"],
  "/api/inbox/decisions/[id]": ["GET"],
  "/api/inbox/views": ["GET", "POST"],
  "/api/inbox/views/[id]": ["DELETE"],
  "/api/passages/[id]": ["GET"],
  "/api/presence": ["POST"],
  "/api/v1/absences": ["POST"],
  "/api/v1/absences/[id]": ["DELETE"],
  "/api/v1/collections": ["GET", "POST"],
  "/api/v1/collections/[name]": ["GET"],
  "/api/v1/collections/[name]/documents": ["GET", "POST"],
  "/api/v1/collections/[name]/embedding": ["POST"],
  "/api/v1/documents/[id]": ["DELETE", "GET"],
  "/api/v1/documents/[id]/cut": ["POST"],
  "/api/v1/documents/[id]/file": ["GET"],
  "/api/v1/documents/[id]/retract": ["POST"],
  "/api/v1/openapi.json": ["GET"],
  "/api/v1/queues/[id]": ["GET", "PUT"],
  "/api/v1/reviews": ["GET"],
  "/api/v1/reviews/[id]": ["GET"],
  "/api/v1/reviews/[id]/claim": ["POST"],
  "/api/v1/reviews/[id]/decision": ["POST"],
  "/api/v1/reviews/[id]/note": ["POST"],
  "/api/v1/reviews/[id]/release": ["POST"],
  "/api/v1/reviews/[id]/snooze": ["POST"],
  "/api/v1/search": ["POST"],
  "/api/v1/sessions/[id]/cancel": ["POST"],
  "/api/v1/sessions/[id]/fork": ["POST"],
  "/api/v1/sessions/[id]/migration": ["POST"],
  "/api/v1/sessions/[id]/retry": ["POST"],
  "/api/v1/sessions/[id]/state": ["GET"],
  "/api/v1/sessions/[id]/stop": ["POST"],
  "/api/v1/sessions/[id]/task": ["POST"],
  "/api/v1/task-kinds": ["GET"],
  "/api/v1/workflows": ["GET", "POST"],
  "/api/v1/workflows/import": ["POST"],
  "/api/v1/workflows/[id]": ["GET", "PATCH"],
  "/api/v1/workflows/[id]/comparison": ["GET"],
  "/api/v1/workflows/[id]/draft": ["DELETE", "GET", "PUT"],
  "/api/v1/workflows/[id]/export": ["GET"],
  "/api/v1/workflows/[id]/impact": ["GET"],
  "/api/v1/workflows/[id]/layout": ["POST"],
  "/api/v1/workflows/[id]/migration": ["GET", "POST"],
  "/api/v1/workflows/[id]/migration-preview": ["POST"],
  "/api/v1/workflows/[id]/publish": ["POST"],
  "/api/v1/workflows/[id]/restore": ["POST"],
  "/api/v1/workflows/[id]/test-run": ["POST"],
  "/api/v1/workflows/[id]/versions": ["GET"],
  "/api/v1/workflows/[id]/versions/[number]": ["GET"],
};

const routes = Object.entries(routeMethods).map(([folder, methods]) => ({
  pattern: patternOf(folder),
  methods: [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"],
}));

/** "/session/[id]" matches one part there, "/api/auth/[...nextauth]" one or more. */
export function patternOf(folder: string): RegExp {
  const parts = folder.split("/").map((part) => {
    if (part.startsWith("[...")) return ".+";
    return part.startsWith("[") ? "[^/]+" : part.replaceAll(".", "\\.");
  });
  return new RegExp(`^${parts.join("/")}/?$`);
}

/** Server actions are POSTs to their page. */
const pageMethods = ["GET", "HEAD", "POST"];
const fileMethods = ["GET", "HEAD"];

/** Files of the build and of `public`: no id in a page's address has a dot. */
const file = /^\/_next\/|\.[^/.]+$/;
/** The error pages of Next.js. A request for one of them would be answered with a 500. */
const errorPage = /^\/_(global-error|error|not-found)\/?$/;

/** Whether a path belongs to a page, not to a route handler. */
export const isPage = (path: string): boolean => methodsOf(path) === pageMethods;

/** The methods of a path; null for one that nothing answers, below /api. */
function methodsOf(path: string): readonly string[] | null {
  const route = routes.find(({ pattern }) => pattern.test(path));
  if (route) return route.methods;
  if (/^\/api(\/|$)/.test(path) || errorPage.test(path)) return null;
  return file.test(path) ? fileMethods : pageMethods;
}

/**
 * Why a request can match no page and no route, by its method and its path as it was sent (percent-encoded): AppError
 * `malformed` for an invalid encoding, `not_found` below /api, `method_not_allowed`; null when it may continue. Next.js
 * answers some of these requests with a 500.
 */
export function refuseEarly({ method, path }: { method: string; path: string }): AppError | null {
  if (!isDecodable(path)) return new AppError("malformed", { detail: "The address is not encoded correctly." });
  const allow = methodsOf(path);
  if (!allow) return new AppError("not_found", { detail: "There is nothing at this address." });
  return allow.includes(method) ? null : new AppError("method_not_allowed", { allow });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** The refusal as an answer: a problem document, or for a browser's navigation a page with the same words. */
export function earlyAnswer(
  refused: AppError,
  accept: string | null,
): { status: number; headers: Record<string, string>; body: string } {
  const isNavigation = accept?.includes("text/html") ?? false;
  const problem = toProblem(refused);
  return {
    status: refused.status,
    headers: {
      "content-type": isNavigation ? "text/html; charset=utf-8" : "application/problem+json",
      "cache-control": "no-store",
      ...(refused.options.allow && { allow: refused.options.allow.join(", ") }),
    },
    body: isNavigation ? pageOf(problem.title, problem.detail) : JSON.stringify(problem),
  };
}

/** Both texts are ours: nothing of the request is in them. */
const pageOf = (title: string, detail: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${title} · GraphFlow</title><h1>${title}</h1><p>${detail}</p><p><a href="/">Go to GraphFlow</a></p></html>`;
