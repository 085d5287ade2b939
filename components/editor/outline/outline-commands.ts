// Loaded after the outline, which shows without them.
export { copyParts } from "@/lib/workflows/commands/clipboard/clip";
export { duplicate, paste } from "@/lib/workflows/commands/clipboard/paste";
export { orderEdges } from "@/lib/workflows/commands/connect";
export { deleteParts } from "@/lib/workflows/commands/delete-parts";
export { setStart } from "@/lib/workflows/commands/task-fields";
