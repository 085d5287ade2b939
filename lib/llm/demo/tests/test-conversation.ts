import { randomUUID } from "node:crypto";
import { Context, compileGraph, FlowRunner, InMemorySessionStorage, type JsonObject, Session } from "@/lib/engine";
import { taskCatalog } from "@/lib/tasks/catalog";
import { factsOf } from "@/lib/tasks/facts/facts";
import { type Fact, factFields, type WaitForm, waitDataSchema } from "@/lib/tasks/schema";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";

/** Sunday. */
const today = "2026-11-29";
const now = () => new Date(`${today}T12:00:00Z`);
const graph = compileGraph(insuranceClaims, taskCatalog);
const fields = factFields(insuranceClaims.tasks.find(({ kind }) => kind === "confirm")?.config ?? {});

/** What a claimant and a reviewer see of a claim. */
export interface Claim {
  taskId: string;
  status: string;
  /** What was said last, and everything that was said. */
  response: string;
  said: string[];
  facts: Record<string, string | null>;
  values: Record<string, Fact["value"]>;
  confirmed: JsonObject | undefined;
  form: WaitForm | undefined;
  amountAtReview: number | undefined;
  letter: string | undefined;
}

/** A claim of the shipped workflow with the demo model, told message by message. Needs a test database. */
export async function startClaim() {
  const id = randomUUID();
  const storage = new InMemorySessionStorage();
  await storage.save(new Session(id, graph.startTaskId()));
  const load = async () => {
    const session = await storage.get(id);
    if (!session) throw new Error("the session is gone");
    return session;
  };
  const answer = async (given: JsonObject) => {
    await new FlowRunner(graph, storage).run(id, { now, answer: given });
    return look(await load());
  };
  const message = async (text: string, facts: JsonObject = {}) => {
    const session = await load();
    const history = [
      ...session.context.getChatHistory(),
      ...(text ? [{ role: "user" as const, content: text, timestamp: now().toISOString() }] : []),
    ].map((one, index) => ({ ...one, seq: index + 1 }));
    session.context = new Context(session.context.values(), history);
    await storage.save(session);
    return answer({
      type: "message",
      asked: session.wait !== null,
      text,
      messageSeqs: text ? [history.length] : [],
      facts,
      confirmsWaitId: null,
      waitId: null,
    });
  };
  return {
    says: (text: string) => message(text),
    types: (facts: JsonObject) => message("", facts),
    approve: () =>
      answer({ type: "decision", decisionId: "d", verdict: "approve", reason: null, edits: null, actorId: "r" }),
    look: async () => look(await load()),
  };
}

function look(session: Session): Claim {
  const { context, wait, currentTaskId: taskId, status } = session;
  const facts = factsOf(fields, context);
  const said = context.getChatHistory().flatMap(({ role, content }) => (role === "assistant" ? [content] : []));
  return {
    taskId,
    status,
    said,
    response: said.at(-1) ?? "",
    facts: Object.fromEntries(facts.map(({ key, text }) => [key, text])),
    values: Object.fromEntries(facts.map(({ key, value }) => [key, value])),
    confirmed: context.get<JsonObject>("confirmed"),
    form: wait?.form as WaitForm | undefined,
    amountAtReview: wait?.audience === "reviewer" ? waitDataSchema.parse(wait.data).amountCents : undefined,
    letter: context.get<string>("letter"),
  };
}

/** The claim after all these messages. */
export async function converse(...messages: string[]): Promise<Claim> {
  const claim = await startClaim();
  for (const text of messages) await claim.says(text);
  return claim.look();
}
