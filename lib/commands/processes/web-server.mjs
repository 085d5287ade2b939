// The web server as a process of its own: `node web-server.mjs start|dev`. TypeScript is compiled for our own modules
// only; Next.js and what it loads run as on a plain Node.
import { register } from "tsx/esm/api";

const unregister = register();
const { runWebServer } = await import("./web-server.ts");
await unregister();
await runWebServer(process.argv[2] === "dev" ? "dev" : "start");
