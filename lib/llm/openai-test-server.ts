import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How the test server answers one request. */
export type TestAnswer =
  /** A completion. An object is sent as JSON. */
  | {
      content: string | object;
      /** The number of parts it is streamed in. */
      chunks?: number;
      /** The connection breaks after so many parts. */
      cutAfter?: number;
      /** Nothing is sent after so many parts. */
      hangAfter?: number;
      /** Milliseconds until the first byte. */
      delayMs?: number;
      /** Why the answer ends; "length" means truncated. */
      finish?: "stop" | "length";
    }
  /** An HTTP error. The SDK waits before a retry; `retry-after` and `retry-after-ms` set how long. */
  | { status: number; headers?: Record<string, string>; message?: string; body?: string }
  /** 200 with a body that is not a completion. */
  | { raw: string; contentType?: string }
  /** Sends only the headers of a stream. */
  | { headersOnly: true }
  /** Takes the request and never answers. */
  | { hang: true };

/** A request that the server received. */
interface TestRequest {
  authorization: string | undefined;
  body: {
    model?: string;
    stream?: boolean;
    messages: { role: string; content: unknown }[];
    max_tokens?: number;
    max_completion_tokens?: number;
    temperature?: number;
    response_format?: { type: string; json_schema?: { name?: string; schema?: unknown } };
  };
}

export interface OpenAiTestServer {
  /** For LLM_BASE_URL. */
  baseUrl: string;
  requests: TestRequest[];
  /** One answer per request in order; the last one repeats. */
  respondWith: (script: TestAnswer | TestAnswer[]) => void;
  /** The texts of each request for embeddings. */
  embedded: string[][];
  /** How requests for embeddings are answered: the embeddings of the texts, or an HTTP error. */
  embedWith: (embed: Embed) => void;
  close: () => Promise<void>;
}

type Embeddings = number[][] | { status: number };
type Embed = (texts: string[]) => Embeddings | Promise<Embeddings>;

/**
 * A server for tests with the part of the OpenAI API that the SDK uses, on a free local port. It answers the probe of a
 * starting server itself, unless `isAboutProbes` is set.
 */
export async function startOpenAiTestServer({ isAboutProbes = false } = {}): Promise<OpenAiTestServer> {
  const requests: TestRequest[] = [];
  let script: TestAnswer[] = [{ status: 500, message: "respondWith was not called" }];
  const embedded: string[][] = [];
  let embed: Embed = () => ({ status: 500 });
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    if (request.url?.endsWith("/embeddings")) {
      const texts: string[] = JSON.parse(body).input;
      embedded.push(texts);
      return sendEmbeddings(await embed(texts), response);
    }
    const asked: TestRequest["body"] = JSON.parse(body);
    if (asked.response_format?.json_schema?.name === "probe" && !isAboutProbes) {
      return sendStream('{"ready":true}', { content: "" }, response);
    }
    requests.push({ authorization: request.headers.authorization, body: asked });
    const answer = script.length > 1 ? script.shift() : script[0];
    if (answer) respond(answer, response, asked.stream === true);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    embedded,
    embedWith(next) {
      embed = next;
    },
    respondWith(next) {
      script = Array.isArray(next) ? [...next] : [next];
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const part of request) body += part;
  return body;
}

function respond(answer: TestAnswer, response: ServerResponse, stream: boolean): void {
  if ("hang" in answer) return;
  if ("headersOnly" in answer) {
    response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    return;
  }
  if ("raw" in answer) {
    const contentType = answer.contentType ?? (stream ? "text/event-stream" : "application/json");
    response.writeHead(200, { "content-type": contentType }).end(answer.raw);
    return;
  }
  if ("status" in answer) {
    const { status, headers, message = `answer ${status}`, body } = answer;
    response.writeHead(status, { "content-type": body ? "text/html" : "application/json", ...headers });
    response.end(body ?? JSON.stringify({ error: { message, type: "test", code: status } }));
    return;
  }
  const text = typeof answer.content === "string" ? answer.content : JSON.stringify(answer.content);
  const send = () => (stream ? sendStream(text, answer, response) : sendWhole(text, response));
  if (answer.delayMs) setTimeout(send, answer.delayMs);
  else send();
}

const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
const common = { id: "test", created: 0, model: "test-model" };

function sendWhole(text: string, response: ServerResponse): void {
  const choices = [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }];
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ ...common, object: "chat.completion", choices, usage }));
}

function sendStream(
  text: string,
  { chunks = 4, cutAfter, hangAfter, finish = "stop" }: Extract<TestAnswer, { content: unknown }>,
  response: ServerResponse,
): void {
  const send = (event: object) => response.write(`data: ${JSON.stringify({ ...common, ...event })}\n\n`);
  const size = Math.max(1, Math.ceil(text.length / chunks));
  const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
  response.writeHead(200, { "content-type": "text/event-stream" });
  send({ choices: [{ index: 0, delta: { role: "assistant" }, finish_reason: null }] });
  for (const [index, content] of pieces.entries()) {
    // The connection breaks after the parts before it are sent.
    if (index === cutAfter) return void response.write("", () => response.destroy());
    if (index === hangAfter) return;
    send({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
  }
  send({ choices: [{ index: 0, delta: {}, finish_reason: finish }] });
  send({ choices: [], usage });
  response.end("data: [DONE]\n\n");
}

function sendEmbeddings(answer: number[][] | { status: number }, response: ServerResponse): void {
  const isRefusal = !Array.isArray(answer);
  response.writeHead(isRefusal ? answer.status : 200, { "content-type": "application/json", "retry-after-ms": "1" });
  const data = isRefusal ? [] : answer.map((embedding, index) => ({ object: "embedding", index, embedding }));
  response.end(JSON.stringify(isRefusal ? { error: { message: "refused" } } : { data, usage: { prompt_tokens: 1 } }));
}
