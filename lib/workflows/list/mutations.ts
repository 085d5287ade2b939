import { randomBytes } from "node:crypto";
import { asStaff, type DesignerPrincipal } from "@/lib/auth/principal";
import { recordPlainEvent } from "@/lib/auth/request/audit-denied";
import { prisma } from "@/lib/db/client";
import { checkGraph, graphDefinitionSchema } from "@/lib/engine";
import { graphId } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";
import { taskCatalog } from "@/lib/tasks/catalog";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "../commands/document";
import { valueFormat } from "../describing/describe-words";
import { readWorkflowFile } from "../files/read-workflow-file";
import { saveDraft } from "../mutations";
import { findStoredProblems } from "../publishing/find-stored-problems";
import { readDraft } from "../read-draft";
import { templates } from "../shipped/templates";
import { getWorkflowItem } from "./data";
import type { ChangeWorkflow, ImportedWorkflow, NewWorkflow, WorkflowItem } from "./schema";

/** Problems in the answer of an import. The editor finds all of them itself. */
const maxProblems = 100;

/** Tries to find a free id, or to save the newest draft. */
const maxTries = 8;

/**
 * Creates a workflow as a draft: empty, from a template, or as a copy of another one's draft. The id is made of the
 * name. Throws AppError `invalid` for an unknown template or workflow.
 */
export async function createWorkflow(
  principal: DesignerPrincipal,
  { name, description, template, copy_of }: NewWorkflow,
): Promise<{ id: string }> {
  const { definition, layout } = await beginWith(template, copy_of);
  const named = { ...definition, name, ...(description !== undefined && { description }) };
  const source = template !== undefined ? `template ${template}` : copy_of !== undefined ? `copy of ${copy_of}` : "";
  return store(principal, { definition: named, layout }, { wantedId: idOf(name), source: source || "nothing" });
}

async function beginWith(template: string | undefined, copyOf: string | undefined): Promise<EditorDocument> {
  const noLayout = graphLayoutSchema.parse({});
  if (template !== undefined) {
    const found = templates.find(({ id }) => id === template);
    if (!found) throw new AppError("invalid", { fields: { template: "There is no such template." } });
    return { definition: found.definition, layout: noLayout };
  }
  if (copyOf === undefined) {
    const empty = { id: "empty", name: "", startTaskId: "", tasks: [], edges: [] };
    return { definition: draftDefinitionSchema.parse(empty), layout: noLayout };
  }
  const { view } = await readDraft(copyOf).catch((cause: unknown) => {
    const isMissing = cause instanceof AppError && cause.code === "not_found";
    throw isMissing ? new AppError("invalid", { fields: { copy_of: "There is no such workflow." }, cause }) : cause;
  });
  return { definition: view.definition, layout: view.layout };
}

/**
 * Creates a workflow from the bytes of a file, as a draft. It keeps the id of the file where that is free. A name that
 * another workflow has gets a number. Throws AppError `malformed`, `invalid` or `too_large` with the `problems` of the
 * file.
 */
export async function importWorkflow(principal: DesignerPrincipal, bytes: Uint8Array): Promise<ImportedWorkflow> {
  const file = readWorkflowFile(bytes);
  if ("refusal" in file) {
    const { code, detail, problems } = file.refusal;
    throw new AppError(code, { detail, data: { problems } });
  }
  const { definition, layout } = file.document;
  const name = await freeName(definition.name);
  const document = { definition: { ...definition, name }, layout };
  const { id } = await store(principal, document, { wantedId: definition.id, source: "file" });
  const found = checkGraph(document.definition, taskCatalog, valueFormat);
  const stored = found.length > 0 ? [] : await findStoredProblems(graphDefinitionSchema.parse(document.definition));
  const problems = [...found, ...stored].map(({ message }) => message);
  return {
    id,
    name,
    renamed_from: name === definition.name ? null : definition.name,
    problems: problems.slice(0, maxProblems),
  };
}

/** The name, or "Claims (2)" where a workflow is called "Claims" already. */
async function freeName(name: string): Promise<string> {
  if (name.trim() === "") return name;
  // Half of a surrogate pair could not be stored.
  const stem = name
    .replace(/ \(\d{1,4}\)$/, "")
    .slice(0, 72)
    .replace(/[\uD800-\uDBFF]$/, "");
  const taken = await prisma.$queryRaw<{ name: string }[]>`
    SELECT lower(workflow.name) AS name FROM workflow WHERE lower(name) LIKE lower(${likeStart(stem)})
    UNION SELECT lower(definition->>'name') FROM workflow_draft
      WHERE lower(definition->>'name') LIKE lower(${likeStart(stem)})`;
  const names = new Set(taken.map((row) => row.name));
  if (!names.has(name.toLowerCase())) return name;
  let number = 2;
  while (names.has(`${stem} (${number})`.toLowerCase())) number += 1;
  return `${stem} (${number})`;
}

const likeStart = (text: string): string => `${text.replaceAll(/[%_\\]/g, "\\$&")}%`;

interface Storing {
  wantedId: string;
  /** What the workflow was made of, for the audit log. */
  source: string;
}

/** Stores a workflow that is not published, under the wanted id where that is free. */
async function store(
  { userId }: DesignerPrincipal,
  { definition, layout }: EditorDocument,
  { wantedId, source }: Storing,
): Promise<{ id: string }> {
  const stem = graphId.safeParse(wantedId).success && !reserved.has(wantedId.toLowerCase()) ? wantedId : "workflow";
  for (let attempt = 0; attempt < maxTries; attempt++) {
    const id = attempt === 0 ? stem : `${stem.slice(0, 57)}-${randomBytes(3).toString("hex")}`;
    const { name, description } = definition;
    const isCreated = await prisma.$transaction(async (tx) => {
      const created = await tx.$executeRaw`
        WITH workflow AS (
          INSERT INTO workflow (id, name, description, created_by_id)
          SELECT ${id}, ${name}, ${description}, ${userId}::uuid
          WHERE NOT EXISTS (SELECT FROM workflow AS other WHERE lower(other.id) = lower(${id}))
          ON CONFLICT (id) DO NOTHING RETURNING id
        )
        INSERT INTO workflow_draft (workflow_id, definition, layout, author_id)
        SELECT id, ${JSON.stringify({ ...definition, id })}::jsonb, ${JSON.stringify(layout)}::jsonb, ${userId}::uuid
        FROM workflow`;
      if (created === 1) {
        await recordPlainEvent(tx, {
          type: "workflow.created",
          actorId: userId,
          data: { workflow_id: id, name, source },
        });
      }
      return created === 1;
    });
    if (isCreated) return { id };
  }
  throw new AppError("busy", { detail: "No id is free for this name at the moment. Try another name." });
}

/** Addresses below /workflows and /api/v1/workflows that are not the id of a workflow. */
const reserved = new Set(["import", "new", "constructor", "prototype"]);

/** "Expense approval" is "expense-approval"; a name without a Latin letter is "workflow". */
function idOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 48)
    .replace(/-$/, "");
  return words === "" || reserved.has(words) ? `workflow${words && `-${words}`}` : words;
}

/**
 * Renames, archives or unarchives a workflow. Its id stays. The draft gets the new name too, so that the next version
 * has it. Throws AppError `not_found`.
 */
export async function changeWorkflow(
  principal: DesignerPrincipal,
  workflowId: string,
  { name, archived }: ChangeWorkflow,
): Promise<WorkflowItem> {
  const before = await getWorkflowItem(asStaff(principal), workflowId);
  if (name !== undefined) await renameDraft(principal, workflowId, name);
  await prisma.$transaction(async (tx) => {
    const record = (type: string, data: Record<string, string>) =>
      recordPlainEvent(tx, { type, actorId: principal.userId, data: { workflow_id: workflowId, ...data } });
    if (name !== undefined && name !== before.name) {
      await tx.workflow.update({ where: { id: workflowId }, data: { name } });
      await record("workflow.renamed", { from: before.name, to: name });
    }
    if (archived === undefined) return;
    const { count } = await tx.workflow.updateMany({
      where: { id: workflowId, archivedAt: archived ? null : { not: null } },
      data: { archivedAt: archived ? new Date() : null },
    });
    if (count > 0) await record(archived ? "workflow.archived" : "workflow.unarchived", { name: name ?? before.name });
  });
  return getWorkflowItem(asStaff(principal), workflowId);
}

/** Gives the draft the name, whatever is saved in it meanwhile. */
async function renameDraft(principal: DesignerPrincipal, workflowId: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { view } = await readDraft(workflowId);
    if (view.definition.name === name) return;
    const { revision, baseVersionId, definition, layout } = view;
    try {
      await saveDraft(principal, workflowId, {
        revision,
        baseVersionId,
        definition: { ...definition, name },
        layout,
      });
      return;
    } catch (error) {
      const isOvertaken = error instanceof AppError && error.code === "draft_conflict";
      if (!isOvertaken || attempt === maxTries) throw error;
    }
  }
}
