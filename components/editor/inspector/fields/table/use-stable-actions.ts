import { useLayoutEffect, useRef, useState } from "react";

type Actions = Record<string, (...given: never[]) => unknown>;

/** Functions that stay the same objects and call the newest ones, for rows that are drawn only when they change. */
export function useStableActions<Own extends Actions>(actions: Own): Own {
  const newest = useRef(actions);
  useLayoutEffect(() => {
    newest.current = actions;
  });
  const [stable] = useState(
    () =>
      Object.fromEntries(
        Object.keys(actions).map((name) => [name, (...given: never[]) => newest.current[name]?.(...given)]),
      ) as Own,
  );
  return stable;
}
