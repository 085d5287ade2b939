// Three look-ups in parallel inside one step. Each writes to its own draft. When all are done, their fields are merged
// as `prefix.child.field`, and the next task reads them.

import {
  type Context,
  FanOutTask,
  FlowRunner,
  GraphBuilder,
  InMemorySessionStorage,
  NextAction,
  Session,
} from "@/lib/engine";

const prices = { train: 84, bus: 39, plane: 121 };
const askThePrice = async (by: keyof typeof prices): Promise<number> => prices[by];

export async function main(print: (line: string) => void): Promise<void> {
  const lookUp = (by: keyof typeof prices) => ({
    id: by,
    async run(context: Context) {
      print(`${by}: asks`);
      context.set("euros", await askThePrice(by));
      print(`${by}: knows`);
      return { nextAction: NextAction.Continue };
    },
  });

  const choose = {
    id: "choose" as const,
    async run(context: Context) {
      const offers = context.get<Record<string, { euros: number }>>("offers") ?? {};
      const [cheapest] = Object.keys(offers).sort((a, b) => (offers[a]?.euros ?? 0) - (offers[b]?.euros ?? 0));
      const response = `Take the ${cheapest} for ${context.get(`offers.${cheapest}.euros`)} euros`;
      return { response, nextAction: NextAction.End };
    },
  };

  const graph = new GraphBuilder("journey")
    .addTask(new FanOutTask("compare", [lookUp("train"), lookUp("bus"), lookUp("plane")], { prefix: "offers" }))
    .addTask(choose)
    .addEdge("compare", "choose")
    .build();

  const storage = new InMemorySessionStorage();
  await storage.save(new Session("berlin", graph.startTaskId()));
  const { response, steps } = await new FlowRunner(graph, storage).run("berlin");
  print(`${response}, after ${steps} steps`);
}
