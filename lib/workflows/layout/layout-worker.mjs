import { parentPort } from "node:worker_threads";
import ELK from "elkjs/lib/elk.bundled.js";

// A thread of its own: the layout of a large graph computes for a second. Loaded by its path, never by the bundler.
const elk = new ELK();
parentPort?.on("message", async (graph) => {
  try {
    parentPort?.postMessage({ layout: await elk.layout(graph) });
  } catch (error) {
    parentPort?.postMessage({ reason: error instanceof Error ? error.message : String(error) });
  }
});
