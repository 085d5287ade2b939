import { parentPort } from "node:worker_threads";
import ELK from "elkjs/lib/elk.bundled.js";

// This file runs in a worker thread, because the layout of a large graph takes a second. The bundler does not see it.
const elk = new ELK();
parentPort?.on("message", async (graph) => {
  try {
    parentPort?.postMessage({ layout: await elk.layout(graph) });
  } catch (error) {
    parentPort?.postMessage({ reason: error instanceof Error ? error.message : String(error) });
  }
});
