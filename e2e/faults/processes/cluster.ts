import { type GraphFlowProcess, startProcess } from "./processes";

export interface Cluster {
  /** The address of a living process, another one each time. */
  anyUrl(): string;
  /** Ends a random living process with kill -9 and starts another in its place. */
  killOne(): Promise<void>;
  /** Those that live now. */
  living(): GraphFlowProcess[];
}

/** Processes that share one database, as several machines would. */
export async function startCluster(size: number, variables: Record<string, string>): Promise<Cluster> {
  const members = await Promise.all(Array.from({ length: size }, () => startProcess(variables)));
  let turn = 0;
  const living = () => members.filter((member) => !member.hasEnded());
  return {
    living,
    anyUrl() {
      const there = living();
      // While all are down, callers reach a process that has just died, as they would.
      return (there[turn++ % there.length] ?? members[turn % size])?.url ?? "";
    },
    async killOne() {
      const there = living();
      const victim = there[Math.floor(Math.random() * there.length)];
      if (!victim) return;
      await victim.kill();
      members[members.indexOf(victim)] = await startProcess(variables);
    },
  };
}
