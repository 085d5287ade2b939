import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { mean, type Ranking, rankIds, readClauses, readQuestions, recallAt5 } from "./evaluation/evaluate";
import { storePassages } from "./evaluation/store-passages";
import { findPassages, type PassageQuery, type RunQuery } from "./find-passages";

/** What a search finds, with codes and with pgvector. `run` runs a statement in a migrated, empty database. */
export function findPassagesContract(name: string, run: RunQuery): void {
  describe(name, () => {
    const find = (query: string, options: Partial<PassageQuery> = {}) =>
      findPassages({ query, audience: "claimants", limit: 8, ...options }, { run });

    beforeAll(async () => {
      await storePassages(
        run,
        { name: "terms" },
        readClauses().map(({ text }) => text),
      );
      await storePassages(run, { name: "manual", audience: "staff" }, [
        "Reviewers offer a settlement of up to $4,000 for a stolen bicycle without asking the lead.",
      ]);
      await storePassages(run, { name: "old-terms", state: "superseded" }, [
        "Glass breakage of spectacles is covered.",
      ]);
      await storePassages(run, { name: "foreign", model: "another-model" }, ["Spectacles are covered worldwide."]);
    });

    test("Questions of claimants find their clauses: both lists together are better than each alone", async () => {
      const idOf = new Map(readClauses().map(({ id, text }) => [text, id]));
      const recalls: Record<Ranking, number[]> = { words: [], vectors: [], both: [] };
      for (const { question, answers } of readQuestions()) {
        const found = await find(question, { limit: 50, collections: ["terms"] });
        for (const ranking of ["words", "vectors", "both"] as const) {
          recalls[ranking].push(
            recallAt5(
              rankIds(found, ranking, ({ text }) => idOf.get(text) ?? ""),
              answers,
            ),
          );
        }
      }
      expect(mean(recalls.both)).toBeGreaterThanOrEqual(0.62);
      expect(mean(recalls.both)).toBeGreaterThan(mean(recalls.words));
      expect(mean(recalls.both)).toBeGreaterThan(mean(recalls.vectors));
    });

    test("A passage tells where it stands and why it was found", async () => {
      const [first] = await find("Somebody sawed the catalytic converter off my car", { limit: 1 });
      expect(first).toMatchObject({
        document: "Document of terms",
        version: 1,
        heading: "",
        page: null,
        text: expect.stringContaining("catalytic converters"),
        vectorRank: expect.any(Number),
        textRank: 1,
      });
      expect(first?.similarity).toBeGreaterThan(0.3);
      expect(first?.score).toBeGreaterThan(0);
    });

    test("What only its words have found is among the first", async () => {
      await storePassages(run, { name: "codes" }, [
        ...readClauses().map(({ text }) => text),
        "Annex QX-7741 lists everything that is not paid for: batteries, gloves and skis.",
      ]);
      const found = await find("How much is paid when my windscreen breaks, see QX-7741", { collections: ["codes"] });
      expect(found.slice(0, 3).some(({ text }) => text.includes("QX-7741"))).toBe(true);
    });

    test("A claimant never finds passages for staff, by similarity, by word or by name", async () => {
      const words = "settlement of up to $4,000 for a stolen bicycle without asking the lead";
      const isOfStaff = ({ document }: { document: string }) => document === "Document of manual";
      expect((await find(words)).some(isOfStaff)).toBe(false);
      expect(await find(words, { collections: ["manual"] })).toEqual([]);
      expect((await find(words, { audience: "staff" }))[0]).toMatchObject({ document: "Document of manual" });
      expect(await find(words, { audience: "staff", collections: ["manual"] })).toHaveLength(1);
    });

    test("Documents that are superseded or retracted are not found by their words", async () => {
      expect(await find("spectacles", { collections: ["old-terms"] })).toEqual([]);
    });

    test("A collection of another model is refused by name, and left out otherwise", async () => {
      await expect(find("spectacles", { collections: ["foreign"] })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("another-model"),
      });
      await storePassages(run, { name: "long", dimensions: 256 }, ["Spectacles are covered."]);
      await expect(find("spectacles", { collections: ["terms", "long"] })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("of another length"),
      });
      // Claimants do not learn that it is there.
      await storePassages(run, { name: "hidden", audience: "staff", model: "another-model" }, ["Spectacles."]);
      expect(await find("spectacles", { collections: ["hidden"] })).toEqual([]);
      expect((await find("spectacles worldwide")).map(({ document }) => document)).not.toContain("Document of foreign");
    });

    test.each([
      ["no words", "   "],
      ["characters only", "?!… ' \" \\ & | ! ( ) : * <-> \u0000"],
      ["emoji", "\u{1F389}\u{1F389} \ud83c"],
    ])("A question of %s has an empty answer", async (_, question) => {
      expect(await find(question)).toEqual([]);
    });

    test.each([
      ["words that are in no index", "the of and is it"],
      ["operators", "cover & | ! <-> :* (theft ) <2> !!'water':A*B"],
      ["quotation marks", "the neighbour's dog's 'bite \"theft\" \u2019s"],
      ["backslashes", "C:\\terms\\theft.md \\\\server\\x '\\' theft"],
      ["addresses", "https://example.com/a?b=%27theft e-mail@x.org /usr/lib wi-fi -7.5e3 QX-77"],
      ["statements", "'; DROP TABLE passage; -- $1 %s {} null"],
      ["zero characters", "th\u0000eft of \u0000 a car"],
      ["a thousand words", "deer ".repeat(1_000)],
      ["one long word", "x".repeat(5_000)],
      ["half a character at the bound", `${"a ".repeat(499)}a\u{1F389}`],
      ["German", "Wildunfall mit einem Reh"],
      ["Arabic", "\u0647\u0644 \u0627\u0644\u0632\u062c\u0627\u062c \u0645\u063a\u0637\u0649\u061f"],
      ["Chinese", "\u6c34\u707e\u4fdd\u9669\u8d54\u5417\uff1f"],
      ["Hindi", "\u0915\u094d\u092f\u093e \u091a\u094b\u0930\u0940"],
    ])("A question of %s has an answer, which may be empty", async (_, question) => {
      const found = await find(question);
      expect(found.length).toBeLessThanOrEqual(8);
      expect(found.every(({ similarity }) => similarity === null || (similarity > 0 && similarity < 1.01))).toBe(true);
    });

    test("Whatever claimants ask and name, nothing of staff is found, and nothing of other collections", async () => {
      const piece = fc.oneof(
        fc.constantFrom("settlement", "stolen bicycle", "$4,000", "'", "\\", "|", "&", "manual", "staff", "spectacles"),
        fc.string({ unit: "grapheme", maxLength: 12 }),
      );
      const names = fc.constantFrom<string>(
        "terms",
        "manual",
        "old-terms",
        "codes",
        "MANUAL",
        "manual' OR true --",
        "",
        "%",
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(piece, { maxLength: 12 }),
          fc.option(fc.array(names, { maxLength: 4 }), { nil: undefined }),
          async (pieces, collections) => {
            const found = await find(pieces.join(" "), { limit: 50, ...(collections && { collections }) });
            const documents = new Set(found.map(({ document }) => document));
            for (const name of ["manual", "old-terms", "foreign"])
              expect(documents).not.toContain(`Document of ${name}`);
            for (const name of ["terms", "codes"]) {
              if (collections && !collections.includes(name)) expect(documents).not.toContain(`Document of ${name}`);
            }
          },
        ),
        { numRuns: 60 },
      );
    });

    test("No more passages are given than were asked for, the best first", async () => {
      const found = await find("water damage", { limit: 3 });
      expect(found).toHaveLength(3);
      const scores = found.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    });

    test("An unknown collection has no passages", async () => {
      expect(await find("water damage", { collections: ["none"] })).toEqual([]);
    });
  });
}
