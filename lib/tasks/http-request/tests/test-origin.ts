import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, vi } from "vitest";

/** A request as a server of a test has received it. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A real HTTP server on 127.0.0.1. */
export interface TestOrigin {
  /** "http://127.0.0.1:12345". */
  origin: string;
  port: number;
  received: Received[];
}

const servers: Server[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

type Answer = (request: Received, response: ServerResponse) => void;

/** Starts a server that answers with `answer`; it is closed after the test. */
export async function startOrigin(answer: Answer): Promise<TestOrigin> {
  const received: Received[] = [];
  const listener: RequestListener = async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method = "", url = "", headers } = request;
    const one = { method, url, headers, body };
    received.push(one);
    answer(one, response);
  };
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port, received };
}

/** Allows requests to these hosts, also at private addresses. */
export function allowHosts(...hosts: string[]): void {
  vi.stubEnv("HTTP_ALLOWED_HOSTS", hosts.join(","));
  vi.stubEnv("HTTP_ALLOWED_PRIVATE_HOSTS", hosts.join(","));
}

/** Answers with JSON. */
export const sendJson = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
};
