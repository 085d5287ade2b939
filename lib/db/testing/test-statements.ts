import pg from "pg";

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/**
 * What `work` sends to Postgres over every connection of this process, one text a statement. Settings of a new
 * connection are left out: they are sent once a connection.
 */
export async function statementsOf<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; statements: string[] }> {
  const statements: string[] = [];
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === "string" ? first : (first as { text?: string } | undefined)?.text;
    if (text && !text.includes("set_config('timezone'")) statements.push(text.replace(/\s+/g, " ").trim());
    return query.apply(this, args);
  };
  try {
    const result = await work();
    return { result, statements };
  } finally {
    prototype.query = query;
  }
}
