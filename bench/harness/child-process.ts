import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { SystemName } from "../system";
import type { Figures, Slice, Workload } from "./workload";

/** The request of the parent to a child, and the reply. */
export interface MeasureRequest {
  slice: string;
  milliseconds: number;
}
export type Answer = { figures: Figures } | { failure: string };

const here = import.meta.dirname;
const preload = (file: string): string[] => ["--import", pathToFileURL(path.resolve(here, file)).href];

/** Turns off logs, traces and telemetry. */
const quietSettings = {
  LOG_LEVEL: "error",
  LANGSMITH_TRACING: "false",
  LANGCHAIN_TRACING_V2: "false",
  MASTRA_TELEMETRY_DISABLED: "1",
};

/** The first slice also waits until the system is open: 100,000 passages take a minute to store. */
const sliceTimeoutMs = 300_000;

/** The process of one system in one workload. It runs for all rounds, so that it is as warm as a server. */
export class SystemProcess {
  readonly system: SystemName;
  readonly #child: ChildProcess;
  #output = "";

  constructor(system: SystemName, workload: Workload, databaseUrl: string, signal: AbortSignal) {
    this.system = system;
    this.#child = fork(path.resolve(here, "child.ts"), [system, workload.id], {
      execArgv: [
        "--disable-warning=ExperimentalWarning",
        ...preload("../../lib/commands/processes/exit-with-parent.mjs"),
        ...preload("strip-types.mjs"),
      ],
      env: { ...process.env, ...quietSettings, NODE_ENV: "production", DATABASE_URL: databaseUrl },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    signal.addEventListener("abort", () => void this.end());
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk) => {
        this.#output = `${this.#output}${chunk}`.slice(0, 2000);
      });
    }
  }

  /** Measures a slice. Never throws: resolves to a failure. */
  async measure(slice: Slice, milliseconds: number): Promise<Answer> {
    if (!this.#child.connected) return { failure: `The process ended: ${this.#output.trim()}` };
    const stop = new AbortController();
    const { signal } = stop;
    try {
      this.#child.send({ slice: slice.name, milliseconds } satisfies MeasureRequest);
      return await Promise.race([
        once(this.#child, "message", { signal }).then(([answer]) => answer as Answer),
        once(this.#child, "exit", { signal }).then(() => ({ failure: `The process ended: ${this.#output.trim()}` })),
        new Promise<Answer>((resolve) => {
          const timer = setTimeout(() => resolve({ failure: "It took longer than five minutes." }), sliceTimeoutMs);
          signal.addEventListener("abort", () => clearTimeout(timer));
        }),
      ]);
    } finally {
      stop.abort();
    }
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exit;
  }
}
