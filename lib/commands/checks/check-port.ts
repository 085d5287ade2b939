import { once } from "node:events";
import { createServer } from "node:net";

/** Throws an Error of one line when the port is in use. */
export async function checkPort(port: number, host: string | undefined): Promise<void> {
  // Some systems let a process listen on all addresses while another listens on one of them.
  for (const address of host ? [host] : [undefined, "127.0.0.1"]) {
    const probe = createServer();
    try {
      probe.listen(port, address);
      await once(probe, "listening");
    } catch (cause) {
      throw new Error(explain(cause as NodeJS.ErrnoException, port, host), { cause });
    }
    probe.close();
    await once(probe, "close");
  }
}

function explain({ code, message }: NodeJS.ErrnoException, port: number, host = "this machine"): string {
  if (code === "EADDRINUSE") return `Port ${port} is already in use: stop what uses it, or set PORT to another one.`;
  if (code === "EACCES") return `Port ${port} needs more rights than you have: set PORT to one above 1023.`;
  return `Cannot listen on port ${port} of ${host}: ${message}.`;
}
