import { Readable } from "node:stream";
import type { GraphDefinition, TaskKinds } from "@/lib/engine";
import { settingValues } from "@/lib/engine/definition-kit";
import { env } from "@/lib/env";
import { findCollections } from "@/lib/search/find-collections";
import { maskFor } from "@/lib/secrets/mask-secrets";
import { taskCatalog } from "@/lib/tasks/catalog";
import { defineKind } from "@/lib/tasks/define-kind";
import { buildRequest } from "@/lib/tasks/http-request/build-request";
import { httpRequestKind } from "@/lib/tasks/http-request/config";
import { readAnswer } from "@/lib/tasks/http-request/read-answer";
import { storeAnswer } from "@/lib/tasks/http-request/run";
import type { HttpRequestConfig } from "@/lib/tasks/http-request/schema";
import { screenKind } from "@/lib/tasks/screen/config";
import { storeSmallClaims } from "@/lib/tasks/screen/run";
import { searchKind } from "@/lib/tasks/search/config";
import { searchFor } from "@/lib/tasks/search/run";
import { describeRequest, namedSecrets } from "./describe-request";
import type { EarlierClaims, SystemRequest } from "./schema";
import type { GivenAnswer } from "./state";

/** What a test run has in place of earlier claims and other systems. */
export interface TrialWorld {
  earlierClaims: EarlierClaims;
  /** What was answered for other systems in the current step, by the path of the task. */
  given: ReadonlyMap<string, GivenAnswer>;
  /** Ends the run at a request that has no answer yet. The promise never resolves. */
  need(request: SystemRequest): Promise<never>;
}

/**
 * The kinds of tasks, of which three do something else in a test run: `screen` counts the claims that the designer has
 * named, `search` reads as the people who may start the workflow, and `http_request` sends nothing and takes the answer
 * that the designer gives.
 */
export function trialKinds(world: TrialWorld): TaskKinds {
  return { ...taskCatalog, screen: screenOf(world), search: trialSearch, http_request: requestOf(world) };
}

const screenOf = ({ earlierClaims: { count, totalCents } }: TrialWorld) =>
  defineKind(screenKind, {
    async run({ statusMessage }, context, { now, sessionId }) {
      const claims = Array.from({ length: count }, () => ({
        id: sessionId,
        amountCents: Math.floor(totalCents / count),
        confirmedAt: now,
      }));
      storeSmallClaims(context, { count, totalCents, claims });
      return { nextAction: { type: "ContinueAndExecute" }, statusMessage };
    },
  });

const trialSearch = defineKind(searchKind, {
  timeoutMs: () => env.EMBEDDING_TIMEOUT_MS,
  async run(config, context, { signal }, { graph }) {
    const known = await findCollections();
    const collections = new Map(known.map(({ name, audience }) => [name, audience]));
    return searchFor(config, context, { access: { audience: readersOf(graph), collections }, graph, signal });
  },
});

const readersOf = ({ startedBy }: GraphDefinition) => (startedBy.includes("claimant") ? "claimants" : "staff");

const requestOf = ({ given, need }: TrialWorld) =>
  defineKind(httpRequestKind, {
    async run(config, context, { taskId, taskPath }, { graph }) {
      const secrets = namedSecrets(config);
      const request = buildRequest(config, { context, settings: settingValues(graph), secrets });
      const answer = given.get(taskPath);
      if (!answer) return need(describeRequest(config, request, { taskPath, label: labelOf(graph, taskPath, taskId) }));
      return storeAnswer(config, context, await answerOf(config, answer));
    },
  });

/** A part of a fan-out has no label of its own in the graph: it is called by its id. */
const labelOf = ({ tasks }: GraphDefinition, taskPath: string, taskId: string): string =>
  tasks.find(({ id }) => id === taskPath)?.label || taskId;

function answerOf(config: HttpRequestConfig, { status, body }: GivenAnswer) {
  const headers: Record<string, string> = { "content-type": "application/json" };
  const head = { status, header: (name: string) => headers[name] };
  return readAnswer(config, head, Readable.from([Buffer.from(body)]), {
    maxBytes: env.HTTP_RESPONSE_BYTES,
    mask: maskFor([]),
  });
}
