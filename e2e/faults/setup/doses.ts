const multiplier = Number(process.env.FAULT_DOSE || 1);
const dose = (count: number): number => Math.max(1, Math.round(count * multiplier));

/** How much of each fault a run takes. `FAULT_DOSE=10 npm run test:faults` takes ten times as much. */
export const doses = {
  /** Processes killed with kill -9 while these sessions run on three of them. */
  kills: dose(100),
  killedSessions: dose(300),
  /** Commands and servers killed with kill -9 while they take documents in. */
  killedIngests: dose(6),
  databaseRestarts: dose(5),
  terminatedBackends: dose(20),
  requestsOnFullPool: 100,
  /** Waits that two to eight reviewers decide at the same instant. */
  contestedWaits: dose(100),
  repeats: dose(100),
  lostListeners: dose(20),
  sessionsAcrossVersions: dose(20),
  sharedSessions: dose(40),
  propertyRuns: dose(500),
};

/** The longest time until a session goes on after a crash: the lease of the process, then the next sweep. */
export const healedWithinMs = 30_000;

/** The timeout of a test, longer for a larger dose. */
export const minutes = (count: number): number => count * 60_000 * Math.max(1, multiplier);
