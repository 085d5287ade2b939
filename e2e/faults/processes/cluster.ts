import { type GraphFlowProcess, startProcess } from "./processes";

/** Several processes of GraphFlow on one database. */
export interface Cluster {
  /** The address of a running process, another one each time. */
  anyUrl(): string;
  /** Ends a random running process with kill -9 and starts another in its place. */
  killOne(): Promise<void>;
  /** The processes that have not ended. */
  running(): GraphFlowProcess[];
}

/** Processes that share one database, as several machines would. */
export async function startCluster(size: number, variables: Record<string, string>): Promise<Cluster> {
  const members = await Promise.all(Array.from({ length: size }, () => startProcess(variables)));
  let turn = 0;
  const running = () => members.filter((member) => !member.hasEnded());
  return {
    running,
    anyUrl() {
      const alive = running();
      // While all are down, callers get the address of one that has just ended.
      return (alive[turn++ % alive.length] ?? members[turn % size])?.url ?? "";
    },
    async killOne() {
      const alive = running();
      const member = alive[Math.floor(Math.random() * alive.length)];
      if (!member) return;
      await member.kill();
      members[members.indexOf(member)] = await startProcess(variables);
    },
  };
}
