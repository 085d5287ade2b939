import { type AnyStateMachine, assign, createActor, createMachine, fromPromise, toPromise } from "xstate";
import { expectEqual, type OpenSystem, type RunSession } from "./system";

/**
 * XState: a state machine in memory. It keeps the newest state, records no steps and has no timeouts. "always" uses
 * transitions only, all in one macrostep; "invoke" calls a promise in each state, like a task that does work.
 */
type Mode = "always" | "invoke";

interface Counter {
  value: number;
}

const next = (state: number, length: number): string => (state === length ? "done" : `task${state + 1}`);

const always = (state: number, length: number) => ({
  always: {
    target: next(state, length),
    actions: assign<Counter, never, undefined, never, never>({ value: ({ context }) => context.value + 1 }),
  },
});

const addOne = fromPromise<number, number>(async ({ input }) => input + 1);

const invoke = (state: number, length: number) => ({
  invoke: {
    src: addOne,
    input: ({ context }: { context: Counter }) => context.value,
    onDone: {
      target: next(state, length),
      actions: assign<Counter, { type: string; output: number }, undefined, never, never>({
        value: ({ event }) => event.output,
      }),
    },
  },
});

function chainOf(length: number, mode: Mode): AnyStateMachine {
  const stateOf = mode === "always" ? always : invoke;
  const states = Object.fromEntries(
    Array.from({ length }, (_, index) => [`task${index + 1}`, stateOf(index + 1, length)]),
  );
  return createMachine({
    initial: "task1",
    context: { value: 0 },
    states: { ...states, done: { type: "final" } },
    output: ({ context }: { context: Counter }) => context.value,
  });
}

const openXState =
  (mode: Mode): OpenSystem =>
  async () => ({
    memoryChain(length): RunSession {
      const machine = chainOf(length, mode);
      return async () => {
        const actor = createActor(machine).start();
        expectEqual(await toPromise(actor), length, "The value");
      };
    },
  });

export const openXStateAlways = openXState("always");
export const openXStateInvoke = openXState("invoke");
