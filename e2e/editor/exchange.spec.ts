import type { APIRequestContext } from "@playwright/test";
import { createPeople } from "../new-people";
import { bearer, expect, reviewOf, test } from "../people";
import { startInstallation } from "./second-installation";

const designer = { ...bearer("designer"), "content-type": "application/json" };

interface Outcome {
  statuses: string[];
  task: string;
  outcome: unknown;
  amount: unknown;
  steps: string[];
}

/** A server, and the key of a claimant who has no other claim there. */
interface Place {
  url: string;
  key: string;
}

/** A claim from its first message to its end, with the reviewer's verdict where it waits for one. */
async function runClaim(request: APIRequestContext, place: Place, workflow: string, text: string, verdict?: string) {
  const { url, key } = place;
  const statuses: string[] = [];
  const say = async (data: object) => {
    const response = await request.post(`${url}/execute`, {
      headers: { authorization: `Bearer ${key}` },
      data,
    });
    const answer = await response.json();
    expect(response.status(), JSON.stringify(answer)).toBe(200);
    statuses.push(`${answer.status} ${answer.current_task_id}`);
    return answer.session_id as string;
  };
  const id = await say({ content: text, workflow });
  await say({ session_id: id, content: "yes" });
  if (verdict) {
    const headers = bearer("reviewer");
    const review = await reviewOf(request, id, url);
    const data = { verdict, reason: "As agreed.", expected_version: review.expected_version };
    const decided = await request.post(`${url}/api/v1/reviews/${review.id}/decision`, { headers, data });
    expect(decided.status()).toBe(200);
  }
  const session = () =>
    request.get(`${url}/session/${id}`, { headers: bearer("admin") }).then((response) => response.json());
  await expect.poll(async () => (await session()).status).toBe("Completed");
  const { context, steps, current_task_id, graph_id } = await session();
  expect(graph_id).toBe(workflow);
  const result: Outcome = {
    ...{ statuses, task: current_task_id, outcome: context.outcome, amount: context.amount_cents },
    steps: steps.map((step: { task_id: string; action: string }) => `${step.task_id} ${step.action}`),
  };
  return result;
}

async function runAll(request: APIRequestContext, place: Place, workflow: string): Promise<Outcome[]> {
  return [
    await runClaim(request, place, workflow, "someone backed into my parked Golf this morning, garage says 640"),
    await runClaim(
      request,
      place,
      workflow,
      "The washing machine flooded my flat, the parquet costs $2,800",
      "approve",
    ),
    await runClaim(request, place, workflow, "Hail dented my car, the repair costs $3,100", "reject"),
  ];
}

test("a workflow that is exported and imported into another installation has the same outcomes", async ({
  request,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const post = async (address: string, data: object | Buffer) => {
    const response = await request.post(address, { headers: designer, data });
    const answer = await response.json();
    expect(response.ok(), JSON.stringify(answer)).toBe(true);
    return answer;
  };
  const name = `Exchanged ${crypto.randomUUID().slice(0, 8)}`;
  const second = await startInstallation();
  try {
    // Both are new: a claimant who has filed other claims may be treated otherwise.
    const [[here = ""], [there = ""]] = await Promise.all([
      createPeople(1, "claimant"),
      createPeople(1, "claimant", second.ownerUrl),
    ]);
    const first: Place = { url: baseURL ?? "", key: here };
    const { id } = await post(`${first.url}/api/v1/workflows`, { name, template: "insurance-claims" });
    await post(`${first.url}/api/v1/workflows/${id}/publish`, { revision: 1 });
    const exported = await request.get(`${first.url}/api/v1/workflows/${id}/export?version=1`, { headers: designer });
    const file = await exported.body();
    const imported = await post(`${second.url}/api/v1/workflows/import`, file);
    expect(imported).toEqual({ id, name, renamed_from: null, problems: [] });
    await post(`${second.url}/api/v1/workflows/${id}/publish`, { revision: 1 });
    const again = await request.get(`${second.url}/api/v1/workflows/${id}/export?version=1`, { headers: designer });
    expect((await again.body()).equals(file)).toBe(true);
    const outcomes = await runAll(request, { url: second.url, key: there }, id);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["approved", "approved", "rejected"]);
    expect(outcomes).toEqual(await runAll(request, first, id));
  } finally {
    await second.stop();
  }
});
