import { processState } from "@/lib/process-state";

/** Aborted when the server stops: what streams without an end of its own ends then. */
export const serverStop = (): AbortController => processState("server-stop", () => new AbortController());
