import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

interface Gate {
  /** Done when a call arrives, before the model hears of it. */
  onCall?(): Promise<void>;
  /** Done after each piece of an answer; the rest of the answer waits for it. */
  onPiece?(): Promise<void>;
}

/** Stands before a model's server and stops calls and answers wherever a test wants to look, or to wait. */
export async function startModelGate(baseUrl: string, { onCall, onPiece }: Gate) {
  const target = new URL(baseUrl);
  const server = createServer(async (incoming, outgoing) => {
    await onCall?.();
    const { method, url: path, headers } = incoming;
    const passed = request({ host: target.hostname, port: target.port, method, path, headers }, async (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      try {
        for await (const bytes of answer) {
          outgoing.write(bytes);
          await onPiece?.();
        }
        outgoing.end();
      } catch {
        // A model that breaks off breaks off for the caller too.
        outgoing.destroy();
      }
    });
    passed.once("error", () => outgoing.destroy());
    outgoing.once("close", () => passed.destroy());
    incoming.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${target.pathname}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
