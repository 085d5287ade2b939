import type { EditorStore } from "../store/store";

/** Loads the commands of the actions. Undefined when they cannot be loaded. */
export const loadCommands = () => import("./outline-commands").catch(() => undefined);
type Commands = NonNullable<Awaited<ReturnType<typeof loadCommands>>>;

/** Runs a change with the commands. Without them the person reads that nothing was changed. */
export async function withCommands(
  store: EditorStore,
  act: (commands: Commands) => void | Promise<void>,
): Promise<void> {
  const commands = await loadCommands();
  if (commands) await act(commands);
  else store.getState().say("Nothing was changed, because a part of the page is missing. Try again with a connection.");
}
