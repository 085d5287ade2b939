// A GraphFlow process of the fault tests: the product's routes on a free port, without Next.js, which starts slowly,
// and the product's background jobs unless GRAPHFLOW_WORKER=off.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { POST as chat } from "@/app/api/chat/route";
import { GET as events } from "@/app/api/events/route";
import { POST as addDocument } from "@/app/api/v1/collections/[name]/documents/route";
import { POST as decision } from "@/app/api/v1/reviews/[id]/decision/route";
import { POST as execute } from "@/app/execute/route";
import { env } from "@/lib/env";
import { startJobs } from "@/lib/sessions/run-jobs";
import { claims, turns } from "../claims/claim-routes";

type Params = { id: string; name: string };
type Route = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

const routes: [string, RegExp, Route][] = [
  ["POST", /^\/claims$/, claims],
  ["POST", /^\/turns$/, turns],
  ["POST", /^\/execute$/, execute],
  ["POST", /^\/api\/chat$/, chat],
  ["GET", /^\/api\/events$/, events],
  ["POST", /^\/api\/v1\/reviews\/(?<id>[^/]+)\/decision$/, decision],
  ["POST", /^\/api\/v1\/collections\/(?<name>[^/]+)\/documents$/, addDocument],
];

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
  const left = new AbortController();
  outgoing.once("close", () => left.abort());
  const request = new Request(url, {
    method: incoming.method,
    headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: incoming.method === "GET" ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>),
    signal: left.signal,
    duplex: "half",
  } as RequestInit);
  for (const [method, path, route] of routes) {
    const match = method === incoming.method && path.exec(url.pathname);
    if (!match) continue;
    const response = await route(request, { params: Promise.resolve({ id: "", name: "", ...match.groups }) });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    await pipeline(response.body ?? [], outgoing);
    return;
  }
  outgoing.writeHead(404).end();
}

const server = createServer((incoming, outgoing) => {
  answer(incoming, outgoing).catch((error: NodeJS.ErrnoException) => {
    // Tests disconnect callers; any other error ends the process.
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  });
});
if (env.GRAPHFLOW_WORKER === "on") await startJobs();
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
