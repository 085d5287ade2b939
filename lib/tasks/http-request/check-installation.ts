import type { ConfigProblem } from "@/lib/engine/definition-kit";
import { readSecrets, SecretsError } from "@/lib/secrets/read-secrets";
import { originOf } from "./check-request";
import { accessTo, refusalOf } from "./exchange/allowed-hosts";
import { secretNames } from "./request-template";
import type { HttpRequestConfig } from "./schema";

/** What this installation lacks for a request: only the server knows its hosts and the names of its secrets. */
export function checkInstallation(config: HttpRequestConfig): ConfigProblem[] {
  const origin = originOf(config.url);
  return [
    ...(origin && accessTo(origin) === "none" ? [{ message: refusalOf(origin), path: ["url"] }] : []),
    ...secretProblems(config),
  ];
}

function secretProblems({ query, headers, body }: HttpRequestConfig): ConfigProblem[] {
  const uses = [
    ...query.map(({ value }, index) => ({ value, path: ["query", index, "value"] })),
    ...headers.map(({ value }, index) => ({ value, path: ["headers", index, "value"] })),
    ...(body === undefined ? [] : [{ value: body, path: ["body"] }]),
  ].flatMap(({ value, path }) => secretNames(value).map((name) => ({ name, path })));
  if (uses.length === 0) return [];
  try {
    const known = readSecrets();
    return uses.flatMap(({ name, path }) =>
      known.has(name) ? [] : [{ message: `there is no secret “${name}” in this installation.`, path }],
    );
  } catch (error) {
    if (!(error instanceof SecretsError)) throw error;
    return uses.slice(0, 1).map(({ path }) => ({ message: error.message, path }));
  }
}
