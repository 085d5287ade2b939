import type { EditableQueue } from "@/lib/inbox/queues/schema";

/** The queue "Claims" of Ana, who leads it, and Tom, as an admin sees it. */
export const testQueue = (change: Partial<EditableQueue> = {}): EditableQueue => ({
  settings: {
    ...{ id: "claims", revision: 3, name: "Claims", lead_id: "ana", case_limit: 20, due_hours: 1.5 },
    members: [{ user_id: "ana", case_limit: null, approves_up_to_cents: 500_000 }],
  },
  people: [
    { id: "ana", name: "Ana Ruiz", case_limit: null, approves_up_to_cents: 500_000 },
    { id: "tom", name: "Tom Becker", case_limit: null, approves_up_to_cents: null },
  ],
  canSetRights: true,
  others: [],
  templates: [],
  ...change,
});
