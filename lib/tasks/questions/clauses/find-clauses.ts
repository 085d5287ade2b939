import { bestAbout, type Rated, ratePassages } from "@/lib/reading/topics/rate-passages";
import { allStems, type InsuredThing, type Topic } from "@/lib/reading/topics/topic";
import { hasWord } from "@/lib/reading/topics/weights";
import { findPassages } from "@/lib/search/find-passages";
import { citationOf } from "../../citations/citation-of";
import type { Citation } from "../../citations/schema";
import { type ComparedPassage, toCompare } from "./compared-passage";

/** The passages that are compared with a question. */
const candidates = 25;

/** What a question is about, and what is known of its case. */
export interface ClauseSearch {
  collections: readonly string[];
  /** What is asked about. */
  topic: Topic;
  /** What is known of the case: it says which of the fitting clauses are nearest. */
  story: Topic;
  /** Whether the topic is told and not asked: few words of a story stand in the clause about it. */
  isTold?: boolean;
  /** What the case is about, for a question that does not say it. */
  insured: InsuredThing | undefined;
  signal?: AbortSignal;
}

/**
 * The sentences of documents that say something about a topic, the best first, two at most. A passage fits when it has
 * enough of the topic's words: similarity alone cannot tell a question that no document answers. Undefined when the
 * collections have no passages. Throws as `findPassages` does.
 */
export async function findClauses(search: ClauseSearch): Promise<Citation[] | undefined> {
  const { collections, topic, story, isTold, insured, signal } = search;
  const query = `${topic.query} ${story.query}`;
  const found = await findPassages({ query, audience: "claimants", collections, limit: candidates }, { signal });
  if (found.length === 0) return undefined;
  const sought = { topic, story, isTold, insured };
  const [best, second] = bestAbout(ratePassages(found.map(toCompare), sought), sought);
  if (!best) return [];
  const beside = topic === story ? besidePart(best, topic) : undefined;
  const quoted = (one: Rated<ComparedPassage>, quote = one.part) => citationOf(one.passage.found, quote);
  return [quoted(best), ...(beside ? [quoted(best, beside)] : second ? [quoted(second)] : [])];
}

/**
 * The other paragraph of a passage that is about what happened: "water is covered" beside "the pipe is paid up to
 * $500". A person who asks "am I covered?" needs both.
 */
function besidePart({ passage, part, isNamed }: Rated<ComparedPassage>, { words }: Topic): string | undefined {
  if (!isNamed) return undefined;
  const lines = passage.found.text.split("\n");
  return passage.parts.find((text) => {
    const stems = allStems(text);
    return text !== part && lines.includes(text) && words.some((word) => hasWord(word, stems));
  });
}
