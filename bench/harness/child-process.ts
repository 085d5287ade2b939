import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { SystemName } from "../system";
import type { Figures, Slice, Workload } from "./workload";

/** What the parent asks of a child, and what it gets. */
export interface Order {
  slice: string;
  milliseconds: number;
}
export type Answer = { figures: Figures } | { failure: string };

const here = import.meta.dirname;
const preload = (file: string): string[] => ["--import", pathToFileURL(path.resolve(here, file)).href];

/** Nobody logs, traces or calls home. */
const quiet = {
  LOG_LEVEL: "error",
  LANGSMITH_TRACING: "false",
  LANGCHAIN_TRACING_V2: "false",
  MASTRA_TELEMETRY_DISABLED: "1",
};

/** A slice that takes longer hangs. */
const patienceMs = 120_000;

/** The process of one system in one workload. It stays for all rounds, so that it is as warm as a server is. */
export class SystemProcess {
  readonly system: SystemName;
  readonly #child: ChildProcess;
  #words = "";

  constructor(system: SystemName, workload: Workload, databaseUrl: string, signal: AbortSignal) {
    this.system = system;
    this.#child = fork(path.resolve(here, "child.ts"), [system, workload.id], {
      execArgv: [
        "--disable-warning=ExperimentalWarning",
        ...preload("../../lib/commands/processes/exit-with-parent.mjs"),
        ...preload("strip-types.mjs"),
      ],
      env: { ...process.env, ...quiet, NODE_ENV: "production", DATABASE_URL: databaseUrl },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    signal.addEventListener("abort", () => void this.end());
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk) => {
        this.#words = `${this.#words}${chunk}`.slice(0, 2000);
      });
    }
  }

  /** Measures a slice; a failure is an answer, too. */
  async measure(slice: Slice, milliseconds: number): Promise<Answer> {
    if (!this.#child.connected) return { failure: `The process ended: ${this.#words.trim()}` };
    const stop = new AbortController();
    const { signal } = stop;
    try {
      this.#child.send({ slice: slice.name, milliseconds } satisfies Order);
      return await Promise.race([
        once(this.#child, "message", { signal }).then(([answer]) => answer as Answer),
        once(this.#child, "exit", { signal }).then(() => ({ failure: `The process ended: ${this.#words.trim()}` })),
        new Promise<Answer>((resolve) => {
          const timer = setTimeout(() => resolve({ failure: "It took longer than two minutes." }), patienceMs);
          signal.addEventListener("abort", () => clearTimeout(timer));
        }),
      ]);
    } finally {
      stop.abort();
    }
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }
}
