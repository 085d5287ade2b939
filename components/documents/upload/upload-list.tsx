import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/requests/progress-bar";
import { Status } from "@/components/ui/status";
import { countNoun } from "@/lib/words";
import { passagesOf } from "../words";
import type { Upload } from "./use-uploads";

interface UploadListProps {
  uploads: readonly Upload[];
  isPending: boolean;
  onRetry: (upload: Upload) => void;
  onClear: () => void;
}

/** The files of an upload, each with its progress or result. The end is announced once. */
export function UploadList({ uploads, isPending, onRetry, onClear }: UploadListProps) {
  const summary = isPending || uploads.length === 0 ? "" : summarize(uploads);
  return (
    <>
      <p role="status" className={summary ? "font-semibold" : "sr-only"}>
        {summary}
      </p>
      {uploads.length > 0 && (
        <div className="grid justify-items-start gap-2">
          <ul aria-label="Uploads" className="w-full divide-y divide-line border-line border-y">
            {uploads.map((upload) => (
              <li key={upload.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
                <span className="wrap-anywhere min-w-0 font-semibold">{upload.file.name}</span>
                <span className="flex min-w-0 flex-wrap items-center gap-3">
                  <UploadProgress upload={upload} />
                  {upload.state.step === "refused" && !upload.state.isFinal && (
                    <Button size="sm" aria-label={`Try ${upload.file.name} again`} onClick={() => onRetry(upload)}>
                      Try again
                    </Button>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {!isPending && (
            <Button size="sm" variant="quiet" onClick={onClear}>
              Clear this list
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function UploadProgress({ upload: { file, state } }: { upload: Upload }) {
  const label = `Upload of ${file.name}`;
  switch (state.step) {
    case "waiting":
      return <span className="text-ink-faint">Waits for the files before it</span>;
    case "sending":
      return (
        <ProgressBar label={label} done={state.share} of={1}>
          {`${Math.round(state.share * 100)}% sent`}
        </ProgressBar>
      );
    case "reading":
      return <span className="text-ink-soft">Being read…</span>;
    case "embedding":
      return (
        <ProgressBar label={label} done={state.done} of={state.of}>
          {`${passagesOf(state.done, state.of)} embedded`}
        </ProgressBar>
      );
    case "done": {
      const { status, document } = state.taken;
      const words = `version ${document.version}, ${countNoun(document.passage_count, "passage")}`;
      return (
        <Status tone="done" look="plain">
          {status === "published" ? `Published: ${words}` : `Unchanged: ${words}`}
        </Status>
      );
    }
    case "refused":
      return (
        <Status tone="failed" look="plain" className="max-w-prose items-start [&_svg]:mt-0.5">
          {state.reason}
        </Status>
      );
  }
}

function summarize(uploads: readonly Upload[]): string {
  const taken = uploads.flatMap(({ state }) => (state.step === "done" ? state.taken.status : []));
  const published = taken.filter((status) => status === "published").length;
  const refused = uploads.length - taken.length;
  const parts = [
    `${countNoun(published, "file")} published`,
    ...(taken.length > published ? [`${taken.length - published} unchanged`] : []),
    ...(refused > 0 ? [`${refused} not published`] : []),
  ];
  return `${parts.join(", ")}.`;
}
