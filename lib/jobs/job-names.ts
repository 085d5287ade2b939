import type { Queue } from "pg-boss";

/** The jobs there are; each has a queue of its name. */
export const jobNames = ["advance-session", "wait-overdue", "commit-decision", "wake-case"] as const;
export type JobName = (typeof jobNames)[number];

export const queueOptions: Record<JobName, Omit<Queue, "name">> = {
  "advance-session": { retryLimit: 3, retryDelay: 5, retryBackoff: true, expireInSeconds: 300 },
  "wait-overdue": { retryLimit: 3, retryDelay: 30, expireInSeconds: 60 },
  "commit-decision": { retryLimit: 3, retryDelay: 5, retryBackoff: true, expireInSeconds: 300 },
  "wake-case": { retryLimit: 3, retryDelay: 30, expireInSeconds: 60 },
};

/** Notifications `<job name>:<milliseconds until it is due>`. */
export const scheduledChannel = "graphflow_jobs";
