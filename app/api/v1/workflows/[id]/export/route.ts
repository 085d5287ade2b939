import { drawPicture } from "@/components/editor/canvas/picture/draw-picture";
import { asDesigner, type DesignerPrincipal } from "@/lib/auth/principal";
import { handle } from "@/lib/http/handle";
import { parsePathName } from "@/lib/path-id";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { describeMermaid } from "@/lib/workflows/describing/describe-mermaid";
import { describeWorkflowFile } from "@/lib/workflows/files/describe-workflow-file";
import { layoutDraft } from "@/lib/workflows/layout/layout-draft";
import { getDocument } from "@/lib/workflows/list/data";
import { type ExportFormat, exportFormats, exportQuerySchema } from "@/lib/workflows/list/schema";

/** The draft or a version as a file: the workflow itself, a Mermaid diagram, or a picture. */
export const GET = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const workflowId = parsePathName(call.params.id);
  const { format, version } = exportQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  const document = await getDocument(designer, workflowId, version);
  const { end, type } = exportFormats[format];
  const name = `${workflowId}-${version === null ? "draft" : `v${version}`}${end}`;
  return new Response(await write(format, document, designer, workflowId), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
});

async function write(
  format: ExportFormat,
  document: EditorDocument,
  designer: DesignerPrincipal,
  workflowId: string,
): Promise<string> {
  if (format === "json") return describeWorkflowFile(document);
  if (format === "mermaid") return describeMermaid(document.definition);
  const { definition, layout } = document;
  const { positions } = await layoutDraft(designer, workflowId, { definition, positions: layout.positions });
  return drawPicture(document, positions);
}
