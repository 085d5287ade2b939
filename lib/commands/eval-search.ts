import { pool } from "@/lib/db/connections/pool";
import { embeddingModel } from "@/lib/search/embed-texts";
import {
  mean,
  ndcgAt10,
  type Ranking,
  rankIds,
  readClauses,
  readQuestions,
  recallAt5,
} from "@/lib/search/evaluation/evaluate";
import { storePassages } from "@/lib/search/evaluation/store-passages";
import { findPassages } from "@/lib/search/find-passages";
import { runCommand } from "./processes/lifetime";
import { startTemporaryDatabase } from "./processes/temporary-server";

const rankings: Record<Ranking, string> = {
  words: "Postgres full text",
  vectors: "embeddings",
  both: "both (reciprocal rank fusion)",
};

/**
 * Measures the search with the questions and clauses of lib/search/evaluation, in a database of its own, with the table
 * of the product and with EMBEDDING_MODEL when it is set, and prints a table for docs/search.md.
 */
runCommand(async () => {
  await startTemporaryDatabase();
  const configured = process.env.EMBEDDING_MODEL;
  console.log(`${readQuestions().length} questions, ${readClauses().length} clauses\n`);
  console.log("| model | ranked by | nDCG@10 | recall@5 |\n| --- | --- | --- | --- |");
  if (configured) await evaluate("configured");
  delete process.env.EMBEDDING_MODEL;
  await evaluate("table");
  return 0;
});

async function evaluate(collection: string): Promise<void> {
  const clauses = readClauses();
  const idOf = new Map(clauses.map(({ id, text }) => [text, id]));
  await storePassages((text, values) => pool().query(text, values), { name: collection }, [...idOf.keys()]);
  const figures: Record<Ranking, { ndcg: number[]; recall: number[] }> = {
    words: { ndcg: [], recall: [] },
    vectors: { ndcg: [], recall: [] },
    both: { ndcg: [], recall: [] },
  };
  for (const { question, answers } of readQuestions()) {
    const found = await findPassages({ query: question, audience: "claimants", collections: [collection], limit: 50 });
    for (const ranking of Object.keys(rankings) as Ranking[]) {
      const ids = rankIds(found, ranking, ({ text }) => idOf.get(text) ?? "");
      figures[ranking].ndcg.push(ndcgAt10(ids, answers));
      figures[ranking].recall.push(recallAt5(ids, answers));
    }
  }
  for (const [ranking, title] of Object.entries(rankings) as [Ranking, string][]) {
    const { ndcg, recall } = figures[ranking];
    const cells = [embeddingModel(), title, mean(ndcg).toFixed(3), mean(recall).toFixed(3)];
    console.log(`| ${cells.join(" | ")} |`);
  }
}
