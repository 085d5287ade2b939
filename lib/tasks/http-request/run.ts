import { type Context, NextAction, type TaskExecution, type TaskResult } from "@/lib/engine";
import { parseDuration, settingValues } from "@/lib/engine/definition-kit";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { maskFor, shortestSecret } from "@/lib/secrets/mask-secrets";
import { readSecrets } from "@/lib/secrets/read-secrets";
import { defineKind } from "../define-kind";
import { buildRequest, type RequestValues } from "./build-request";
import { checkInstallation } from "./check-installation";
import { httpRequestKind } from "./config";
import { HttpRequestError } from "./exchange/http-error";
import { sendRequest } from "./exchange/send-request";
import { idempotencyKey } from "./idempotency-key";
import { type Answer, readAnswer } from "./read-answer";
import { secretNames } from "./request-template";
import type { HttpRequestConfig } from "./schema";
import { isAmong } from "./status-codes";

const timeoutOf = ({ timeout }: HttpRequestConfig): number => parseDuration(timeout) ?? 0;

/**
 * Asks another system, and takes values from its answer. The engine retries what may succeed later. Secrets are read
 * for this request only, and are masked in everything that is kept of its answer.
 */
export const httpRequest = defineKind(httpRequestKind, {
  timeoutMs: timeoutOf,
  checkInstallation,
  async run(config, context, execution, { graph }): Promise<TaskResult> {
    const secrets = readSecrets();
    checkSecrets(config, secrets);
    const answer = await ask(config, { context, settings: settingValues(graph), secrets }, execution);
    return storeAnswer(config, context, answer);
  },
});

/** Stores the values of an answer. A key that the answer has no value for is removed. */
export function storeAnswer(config: HttpRequestConfig, context: Context, { status, values }: Answer): TaskResult {
  for (const [key, value] of values) {
    if (value !== undefined) context.set(key, value);
    else if (context.get(key) !== undefined) context.remove(key);
  }
  if (config.statusInto !== undefined) context.set(config.statusInto, status);
  return { nextAction: NextAction.ContinueAndExecute, statusMessage: config.statusMessage };
}

async function ask(config: HttpRequestConfig, values: RequestValues, execution: TaskExecution): Promise<Answer> {
  const { sessionId, taskId, attempt, signal } = execution;
  const request = { ...buildRequest(config, values), idempotencyKey: await idempotencyKey(execution) };
  const mask = maskFor(values.secrets.values());
  const about = { sessionId, taskId, attempt, method: request.method, host: request.url.host };
  const startedAt = performance.now();
  const elapsedMs = (): number => Math.round(performance.now() - startedAt);
  try {
    const answer = await sendRequest(
      request,
      { timeoutMs: timeoutOf(config), signal, mask, isSuccess: (status) => isAmong(status, config.success) },
      (head, body) => readAnswer(config, head, body, { maxBytes: env.HTTP_RESPONSE_BYTES, mask }),
    );
    log.info({ ...about, status: answer.status, durationMs: elapsedMs() }, "A request to another system");
    return answer;
  } catch (error) {
    const code = error instanceof HttpRequestError ? error.code : "stopped";
    log.info({ ...about, code, durationMs: elapsedMs() }, "A request to another system failed");
    throw error;
  }
}

/** Throws HttpRequestError for a secret of the config that does not exist, or that could not be masked. */
function checkSecrets({ query, headers, body }: HttpRequestConfig, secrets: ReadonlyMap<string, string>): void {
  const templates = [...query.map(({ value }) => value), ...headers.map(({ value }) => value), body ?? ""];
  for (const name of templates.flatMap(secretNames)) {
    const secret = secrets.get(name);
    if (secret === undefined)
      throw new HttpRequestError("secret_missing", `There is no secret “${name}” in this installation.`);
    if (secret.length < shortestSecret)
      throw new HttpRequestError(
        "secret_too_short",
        `The secret “${name}” has fewer than ${shortestSecret} characters, so it could not be masked in answers.`,
      );
  }
}
