import { parentPort, workerData } from "node:worker_threads";
import ELK from "elkjs/lib/elk.bundled.js";

// A thread of its own: the layout of a large graph computes for seconds. Loaded by its path, never by the bundler.
parentPort?.postMessage(await new ELK().layout(workerData));
