import type { GraphDefinition } from "@/lib/engine";

/** A noun with its article: "a claim", "an application". */
export const withArticle = (noun: string): string => `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;

/** What the workflow calls the session: "claim". */
export const sessionNoun = ({ graph }: { graph: Pick<GraphDefinition, "sessionWord"> }): string =>
  graph.sessionWord.one;

/** Whether a task of the workflow asks for an amount of money: only then do answers speak of payment. */
export const isAboutMoney = ({ tasks }: Pick<GraphDefinition, "tasks">): boolean =>
  tasks.some(
    ({ config }) =>
      Array.isArray(config.fields) &&
      config.fields.some(
        (field) => typeof field === "object" && field !== null && "type" in field && field.type === "money",
      ),
  );

/** Where a claimant finds a button for another session: "from your list of claims". */
export const fromTheList = ({ sessionWord }: Pick<GraphDefinition, "sessionWord">): string =>
  `from your list of ${sessionWord.many}`;
