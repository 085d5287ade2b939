/**
 * The strongly connected components of a graph (Tarjan). Two ids have the same number when each reaches the other. It
 * does not recurse, so a chain of 500 tasks does not fill the stack.
 */
export function strongComponentsOf(
  ids: Iterable<string>,
  next: ReadonlyMap<string, readonly string[]>,
): Map<string, number> {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const component = new Map<string, number>();
  const open: string[] = [];
  let count = 0;
  for (const root of ids) {
    if (order.has(root)) continue;
    const calls = [{ id: root, at: 0 }];
    while (calls.length > 0) {
      const call = calls.at(-1) as { id: string; at: number };
      const { id } = call;
      if (call.at === 0 && !order.has(id)) {
        order.set(id, order.size);
        low.set(id, order.size - 1);
        open.push(id);
      }
      const to = next.get(id)?.[call.at++];
      if (to !== undefined) {
        if (!order.has(to)) calls.push({ id: to, at: 0 });
        else if (!component.has(to)) low.set(id, Math.min(low.get(id) ?? 0, order.get(to) ?? 0));
        continue;
      }
      calls.pop();
      const before = calls.at(-1);
      if (before) low.set(before.id, Math.min(low.get(before.id) ?? 0, low.get(id) ?? 0));
      if (low.get(id) !== order.get(id)) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        component.set(member, count);
        if (member === id) break;
      }
      count++;
    }
  }
  return component;
}
