import { parentPort } from "node:worker_threads";
import { readers } from "./test-readers";

parentPort?.on("message", ({ reader, text }: { reader: string; text: string }) => {
  const before = process.threadCpuUsage();
  readers[reader]?.(text);
  const { user, system } = process.threadCpuUsage(before);
  parentPort?.postMessage((user + system) / 1000);
});
