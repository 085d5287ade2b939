import { randomUUID } from "node:crypto";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import {
  Annotation,
  Command,
  END,
  interrupt,
  MemorySaver,
  MessagesDeltaValue,
  MessagesValue,
  START,
  StateGraph,
  StateSchema,
} from "@langchain/langgraph";
import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
import pg from "pg";
import { expectEqual, type OpenSystem, poolSize, type RunSession, type System } from "./system";

/**
 * LangGraph.js as in its documentation: a compiled StateGraph with a checkpointer. "sync" stores every checkpoint
 * before the next step starts; "async", the default, writes while the next step runs.
 */
type Durability = "sync" | "async";

/**
 * The messages of a chat: the usual list is written whole with every checkpoint; an experimental one writes changes.
 */
const messageStates = {
  list: new StateSchema({ messages: MessagesValue }),
  changes: new StateSchema({ messages: MessagesDeltaValue }),
};

const State = Annotation.Root({ value: Annotation<number> });

const addOne = ({ value }: typeof State.State) => ({ value: value + 1 });

const askPerson = ({ value }: typeof State.State) => ({ value: value + interrupt<string, number>("Is it right?") });

/** A chain of nodes, before it is compiled. */
function line(nodes: (typeof addOne)[]) {
  const graph = new StateGraph(State) as StateGraph<typeof State.spec, typeof State.State, typeof State.Update, string>;
  for (const [index, node] of nodes.entries()) graph.addNode(`task${index + 1}`, node);
  graph.addEdge(START, "task1");
  for (let index = 1; index < nodes.length; index++) graph.addEdge(`task${index}`, `task${index + 1}`);
  graph.addEdge(`task${nodes.length}`, END);
  return graph;
}

const chainOf = (length: number) => line(Array.from({ length }, () => addOne));

export const openLangGraph =
  (durability: Durability, messages: keyof typeof messageStates = "list"): OpenSystem =>
  async (databaseUrl) => {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });
    const checkpointer = new PostgresSaver(pool);
    await checkpointer.setup();
    const chain = chainOf(10).compile({ checkpointer });
    const review = line([addOne, addOne, askPerson, addOne, addOne]).compile({ checkpointer });
    const chat = new StateGraph(messageStates[messages])
      .addNode("answer", ({ messages }) => ({ messages: [new AIMessage(`Answer ${messages.length}`)] }))
      .addEdge(START, "answer")
      .addEdge("answer", END)
      .compile({ checkpointer });
    const newThread = () => ({ configurable: { thread_id: randomUUID() }, durability });

    return {
      memoryChain,

      async storedChain() {
        const { value } = await chain.invoke({ value: 0 }, newThread());
        expectEqual(value, 10, "The value");
      },

      async person() {
        const thread = newThread();
        const asked = await review.invoke({ value: 0 }, thread);
        expectEqual(asked.value, 2, "The value while waiting");
        const { value } = await review.invoke(new Command({ resume: 1 }), thread);
        expectEqual(value, 5, "The value");
      },

      async converse() {
        const thread = newThread();
        let turns = 0;
        return {
          async turn() {
            turns += 1;
            const { messages } = await chat.invoke({ messages: [new HumanMessage(`Question ${turns}`)] }, thread);
            expectEqual(messages.length, 2 * turns, "The number of messages");
          },
        };
      },
    } satisfies System;
  };

function memoryChain(length: number): RunSession {
  const checkpointer = new MemorySaver();
  const chain = chainOf(length).compile({ checkpointer });
  return async () => {
    const thread_id = randomUUID();
    // The recursion limit counts steps; its default is 25.
    const { value } = await chain.invoke({ value: 0 }, { configurable: { thread_id }, recursionLimit: length + 2 });
    expectEqual(value, length, "The value");
    await checkpointer.deleteThread(thread_id);
  };
}
