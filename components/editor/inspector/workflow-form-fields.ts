import { starterRoles, startWays } from "@/lib/engine/definition-kit";
import type { FormField } from "./schema/schema-fields";

const plain = { isRequired: true, defaultValue: undefined, takesSetting: false };

/** The fields of the workflow itself. */
export const workflowFormFields: readonly FormField[] = [
  { ...plain, key: "name", meta: { label: "Name" }, shape: { type: "text", maxLength: 80 } },
  {
    ...plain,
    key: "description",
    shape: { type: "text", maxLength: 400 },
    meta: { label: "Description", help: "People who choose what to start read it.", widget: "long_text" },
  },
  {
    ...plain,
    key: "startedBy",
    shape: { type: "choices", values: starterRoles },
    meta: {
      label: "Who may start it",
      help: "They find it in their own list once it is published.",
      choices: { claimant: "Claimants", reviewer: "Reviewers", designer: "Designers" },
    },
  },
  {
    ...plain,
    key: "startedWith",
    shape: { type: "choice", values: startWays },
    meta: {
      label: "How it is started",
      help: "Programs may start every workflow over HTTP.",
      choices: { new: "Behind “New”", ask: "Behind “Ask a question”", api: "By programs only" },
    },
  },
  {
    ...plain,
    key: "sessionWord",
    meta: { label: "What its sessions are called", help: "People read these words in lists, titles and the chat." },
    shape: {
      type: "group",
      fields: [
        { ...plain, key: "one", meta: { label: "One of them" }, shape: { type: "text", maxLength: 40 } },
        { ...plain, key: "many", meta: { label: "Several of them" }, shape: { type: "text", maxLength: 40 } },
      ],
    },
  },
  {
    ...plain,
    key: "collections",
    isRequired: false,
    defaultValue: [],
    shape: { type: "lines" },
    meta: {
      label: "Questions are answered from",
      help: "Claimants who ask about cover read quotes of these documents; those for staff are not quoted to them.",
      widget: "collections",
    },
  },
];
