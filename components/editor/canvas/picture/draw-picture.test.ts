import { describe, expect, it } from "vitest";
import { graphDefinitionSchema } from "@/lib/engine";
import { type EditorDocument, graphLayoutSchema } from "@/lib/workflows/commands/document";
import { testDocument } from "@/lib/workflows/commands/test-document";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { createPlacer } from "../places/place-all";
import { drawPicture } from "./draw-picture";
import { escapeText } from "./svg";

const draw = (document: EditorDocument): string => drawPicture(document, createPlacer()(document, {}));
const claims: EditorDocument = {
  definition: graphDefinitionSchema.parse(insuranceClaims),
  layout: graphLayoutSchema.parse({
    notes: [{ id: "n", text: "Ask Ana\nfirst.", x: -300, y: 0, width: 200, height: 80, tone: "blue" }],
    groups: [{ id: "g", label: "Facts & figures", x: -20, y: -40, width: 600, height: 400 }],
  }),
};

describe("the picture of a workflow", () => {
  const picture = draw(claims);

  it("has every task, sentence, note and group as text", () => {
    const text = picture.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
    for (const { label } of claims.definition.tasks) expect(text).toContain(label.split(" ")[0]);
    for (const words of ["less than $1,000", "otherwise", "Ask Ana", "Facts &amp; figures", "Start"])
      expect(text).toContain(words);
  });

  it("has a line with an arrowhead for every edge, and a dotted one where it leads back", () => {
    expect(picture.match(/marker-end="url\(#arrowhead\)"/g)).toHaveLength(claims.definition.edges.length);
    const loop = draw(testDocument("a b", "a>b b>a"));
    expect(loop.match(/stroke-dasharray="1 5"/g)).toHaveLength(1);
  });

  it("needs nothing of the page: no class, no variable, no address, no script", () => {
    expect(picture).not.toMatch(/class=|var\(|style=|<script|href=|url\((?!#)/);
    expect(picture).toMatch(/font-family="Inter, &#39;Helvetica Neue&#39;, Helvetica, Arial, sans-serif"/);
    expect(picture).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
  });

  it("shows a text of a designer as text", () => {
    const document = testDocument("a b", "a>b");
    const label = '</text><script>alert("1")</script>&amp;\u0007\uD83D';
    const [first, ...others] = document.definition.tasks;
    if (!first) throw new Error("There is no task.");
    const drawn = draw({
      ...document,
      definition: { ...document.definition, name: label, tasks: [{ ...first, label }, ...others] },
    });
    expect(drawn).not.toContain("<script");
    expect(drawn).not.toContain("\u0007");
    expect(drawn.isWellFormed()).toBe(true);
    expect(drawn).toContain("&lt;script&gt;");
    expect(escapeText("a\u0007&b")).toBe("a&amp;b");
  });

  it("contains all of its parts in its view", () => {
    const [x = 0, y = 0, width = 0, height = 0] = (/viewBox="([^"]+)"/.exec(picture)?.[1] ?? "").split(" ").map(Number);
    for (const [, left = "", top = "", wide = "", high = ""] of picture.matchAll(
      /<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
    )) {
      expect(Number(left)).toBeGreaterThanOrEqual(x);
      expect(Number(top)).toBeGreaterThanOrEqual(y);
      expect(Number(left) + Number(wide)).toBeLessThanOrEqual(x + width);
      expect(Number(top) + Number(high)).toBeLessThanOrEqual(y + height);
    }
  });

  it("is empty but sound for a workflow without tasks", () => {
    expect(draw(testDocument("", ""))).toMatch(/<svg [^>]*viewBox="-24 -24 48 48"/);
  });
});
