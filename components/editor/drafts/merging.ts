// Loaded after the page: only changes of other designers and local copies need it.
export { mergeDocuments } from "@/lib/workflows/commands/merging/merge-documents";
export { resolveConflict } from "@/lib/workflows/commands/merging/resolve-conflict";
