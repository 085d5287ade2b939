import fc from "fast-check";
import { expect, it } from "vitest";
import { commands } from "./all";
import { copyParts } from "./clipboard/clip";
import { applyCommand, type Command, CommandRefusedError, replay } from "./define-command";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "./document";
import { noParts } from "./parts";
import { testDocument } from "./test-document";

const start = testDocument("a b c d", "a>b? a>c b>d c>d", {
  positions: { a: { x: 0, y: 0 } },
  settings: [{ key: "limit", label: "Limit", type: "money", value: 5 }],
});

/** Numbers choose among what the document has: a command finds its tasks and edges when its turn comes. */
type Move = { name: keyof typeof commands; numbers: number[]; text: string };
const moves = fc.array(
  fc.record({
    name: fc.constantFrom(...(Object.keys(commands) as Move["name"][])),
    numbers: fc.array(fc.nat(1_000), { minLength: 4, maxLength: 4 }),
    text: fc.oneof(
      fc.string({ maxLength: 90 }),
      fc.constantFrom("Approve", "a", "A", "limit", "amount_cents", "__proto__", ""),
    ),
  }),
  { minLength: 200, maxLength: 200 },
);

function argsFor(
  { name, numbers: [first = 0, second = 0, third = 0, fourth = 0], text }: Move,
  document: EditorDocument,
): unknown {
  const { definition, layout } = document;
  const pick = <Item extends { id: string }>(items: readonly Item[], number: number) =>
    items[number % (items.length + 1)]?.id ?? text;
  const [taskId, otherId] = [pick(definition.tasks, first), pick(definition.tasks, second)];
  const edgeId = pick(definition.edges, first);
  const parts = {
    ...noParts,
    taskIds: [taskId, otherId],
    edgeIds: third % 2 ? [edgeId] : [],
    noteIds: [pick(layout.notes, first)],
    groupIds: [pick(layout.groups, first)],
  };
  const key = definition.settings[first % (definition.settings.length + 1)]?.key ?? text;
  const task = { kind: "say", label: text, config: { message: `{{ settings.${key} }}`, fields: [{ key: text }] } };
  const at = { x: first * 3_000 - 1_000_000, y: second };
  const condition = third % 3 ? { field: text, op: "gte" as const, value: third } : undefined;
  const box = { ...at, width: 20 + third, height: 20 + fourth };
  switch (name) {
    case "addTask":
      return { task, at, ...(third % 3 && { after: { taskId, as: fourth % 2 ? "next" : "branch" } }) };
    case "insertOnEdge":
      return { task, edgeId };
    case "connect":
      return { from: taskId, to: otherId, condition };
    case "moveEdgeEnd":
      return { edgeId, end: third % 2 ? "from" : "to", taskId: otherId };
    case "orderEdges":
      return {
        taskId,
        edgeIds: definition.edges
          .filter(({ from }) => from === taskId)
          .map(({ id }) => id)
          .toReversed(),
      };
    case "setCondition":
      return { edgeId, condition };
    case "setEdgeField":
      return { edgeId, field: "label", value: text };
    case "deleteEdges":
      return { edgeIds: [edgeId] };
    case "deleteParts":
      return third % 5 ? { taskIds: [taskId] } : parts;
    case "setTaskField":
      return { taskId, path: third % 2 ? ["label"] : ["config", text], value: third % 5 ? text : undefined };
    case "setConfig":
      return { taskId, config: { [text]: third, message: text } };
    case "changeTaskId":
      return { from: taskId, to: text };
    case "setStart":
      return { taskId };
    case "duplicate":
      return parts;
    case "paste":
      return { clip: third % 3 ? copyParts(document, parts) : text, ...(fourth % 2 && { at }) };
    case "moveTasks":
      return { positions: { [taskId]: at, [otherId]: box }, notes: { [pick(layout.notes, first)]: at } };
    case "placeTasks":
      return { positions: { [taskId]: at } };
    case "addNote":
      return { ...box, text };
    case "setNote":
      return { noteId: pick(layout.notes, first), change: { text } };
    case "addGroup":
      return { ...box, label: text };
    case "setGroup":
      return { groupId: pick(layout.groups, first), change: { label: text, width: fourth } };
    case "addSetting":
      return { label: text, type: third % 2 ? "money" : "choice" };
    case "setSetting":
      return { key, change: third % 2 ? { type: "text" } : { value: third, label: text } };
    case "renameSetting":
      return { from: key, to: text.toLowerCase() };
    case "deleteSetting":
      return { key };
    case "renameKey":
      return { from: third % 2 ? "amount_cents" : text, to: `k${fourth}` };
    case "setWorkflowField":
      if (third % 7 === 3) return { field: "collections", value: fourth % 2 ? ["policy-terms"] : [text] };
      if (third % 3 === 0) return { field: "sessionWord", value: { one: text, many: text } };
      if (third % 3 === 1) return { field: "startedBy", value: third % 2 ? ["reviewer"] : [text] };
      if (fourth % 3 === 0) return { field: "startedWith", value: fourth % 2 ? "ask" : text };
      return { field: third % 2 ? "name" : "description", value: text };
    case "applyFix":
      return { fix: { label: "Fix", changes: [{ path: ["tasks", first % 5, "label"], value: text }] } };
    case "replaceText": {
      const path = third % 2 ? ["label"] : ["config", "message"];
      return { find: text, changes: [taskId, otherId].map((id) => ({ taskId: id, path, value: text })) };
    }
    case "replaceDefinition":
      return { label: "Replace", definition: third % 2 ? start.definition : { text } };
  }
}

it("gives a valid document after any 200 commands, and the first one again after undoing them", () => {
  const applied = new Set<string>();
  fc.assert(
    fc.property(moves, (all) => {
      let document = start;
      const undo: ReturnType<typeof applyCommand>["inverse"][] = [];
      for (const move of all) {
        const before = document;
        try {
          const command = commands[move.name] as Command<unknown>;
          const args = argsFor(move, document);
          expect(command.describe(args, document)).not.toBe("");
          const { document: next, inverse } = applyCommand(document, command, args);
          document = next;
          undo.push(inverse);
          applied.add(move.name);
        } catch (error) {
          if (!(error instanceof CommandRefusedError)) throw error;
          expect(document).toBe(before);
        }
        checkSound(document);
      }
      for (const inverse of undo.toReversed()) document = replay(document, inverse);
      expect(document).toEqual(start);
    }),
    { numRuns: 25, endOnFailure: true },
  );
  expect([...applied].toSorted()).toEqual(Object.keys(commands).toSorted());
}, 60_000);

function checkSound({ definition, layout }: EditorDocument): void {
  expect(draftDefinitionSchema.safeParse(definition).error).toBeUndefined();
  expect(graphLayoutSchema.safeParse(layout).error).toBeUndefined();
  const ids = new Set(definition.tasks.map(({ id }) => id));
  expect(definition.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
  expect(definition.tasks.length === 0 ? definition.startTaskId === "" : ids.has(definition.startTaskId)).toBe(true);
  expect(Object.keys(layout.positions).filter((id) => !ids.has(id))).toEqual([]);
  const all = [definition.tasks, definition.edges, layout.notes, layout.groups]
    .flat()
    .map(({ id }) => id.toLowerCase());
  expect(new Set(all).size).toBe(all.length);
}
