import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

interface ModelProxyHooks {
  /** Awaited when a call arrives, before it is sent to the model. */
  onCall?(): Promise<void>;
  /** Awaited after each piece of an answer. */
  onPiece?(): Promise<void>;
}

/** A proxy of a model's server that a test can stop at a call or in the middle of an answer. */
export async function startModelProxy(baseUrl: string, { onCall, onPiece }: ModelProxyHooks) {
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
        // The model has cut its answer.
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
