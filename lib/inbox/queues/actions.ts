"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireReviewer, requireReviewerOrAdmin } from "@/lib/auth/require";
import { type ActionRefusal, runAction } from "@/lib/run-action";
import { addPerson, removePerson } from "./assign-people";
import { addAbsence, removeAbsence, removeTemplate, saveQueue, saveTemplate } from "./mutations";
import { absenceBodySchema, queueBodySchema, queueIdSchema, templateBodySchema } from "./schema";

/** What became of a change of an absence or of a queue. */
export type SettingsResult = { ok: true } | ActionRefusal;

const personIdSchema = z.uuid();

/** Notes when the reviewer is away: an `AbsenceBody`. */
export async function addAbsenceAction(body: unknown): Promise<SettingsResult> {
  return change(async () => void (await addAbsence(await requireReviewer(), absenceBodySchema.parse(body))));
}

/** Takes an absence of the reviewer's back. */
export async function removeAbsenceAction(id: unknown): Promise<SettingsResult> {
  return change(async () => removeAbsence(await requireReviewer(), z.uuid().parse(id)));
}

/** Replaces the settings of a queue: a `QueueBody`. */
export async function saveQueueAction(id: unknown, body: unknown): Promise<SettingsResult> {
  return change(async () => {
    const person = await requireReviewerOrAdmin();
    await saveQueue(person, queueIdSchema.parse(id), queueBodySchema.parse(body));
  });
}

/** Gives a reviewer a queue. */
export async function addPersonAction(queueId: unknown, userId: unknown): Promise<SettingsResult> {
  return change(async () => {
    const editor = await requireReviewerOrAdmin();
    await addPerson(editor, queueIdSchema.parse(queueId), personIdSchema.parse(userId));
  });
}

/** Takes a queue from a reviewer. */
export async function removePersonAction(queueId: unknown, userId: unknown): Promise<SettingsResult> {
  return change(async () => {
    const editor = await requireReviewerOrAdmin();
    await removePerson(editor, queueIdSchema.parse(queueId), personIdSchema.parse(userId));
  });
}

/** Stores a reply template of a queue: a `TemplateBody`. */
export async function saveTemplateAction(queueId: unknown, body: unknown): Promise<SettingsResult> {
  return change(async () => {
    const person = await requireReviewerOrAdmin();
    await saveTemplate(person, queueIdSchema.parse(queueId), templateBodySchema.parse(body));
  });
}

/** Removes a reply template of a queue. */
export async function removeTemplateAction(queueId: unknown, id: unknown): Promise<SettingsResult> {
  return change(async () => {
    const person = await requireReviewerOrAdmin();
    await removeTemplate(person, queueIdSchema.parse(queueId), z.uuid().parse(id));
  });
}

/** Renders the inbox again, also after a refusal: the page then shows what stands. */
async function change(work: () => Promise<void>): Promise<SettingsResult> {
  const result = await runAction({ area: "inbox", keepsInput: true }, work);
  revalidatePath("/inbox", "layout");
  return result.ok ? { ok: true } : result;
}
