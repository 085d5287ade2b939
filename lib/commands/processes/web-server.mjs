// The web server process: `node web-server.mjs start|dev`. tsx compiles only our modules; Next.js and what it loads run
// without it.
import { register } from "tsx/esm/api";

const unregister = register();
const { runWebServer } = await import("./web-server.ts");
await unregister();
await runWebServer(process.argv[2] === "dev" ? "dev" : "start");
