import { RelativeTime } from "@/components/ui/relative-time";
import type { ModelHealth as Health } from "@/lib/sessions/schema";
import { RetryAll } from "./retry-all";

/** How the language models answered last, and how many sessions failed because of them. Admins can retry all. */
export function ModelHealth({ health, canRetry }: { health: Health; canRetry: boolean }) {
  const failed = health.failures.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-label="Language model" className="mt-4 grid gap-2 rounded-surface bg-sunken px-4 py-3 text-meta">
      <ul className="grid gap-1">
        {health.models.map(({ name, words, problem, at }) => (
          <li key={name} className="wrap-anywhere">
            <span className="font-semibold">{name}</span>{" "}
            <span className={problem ? "text-attention" : ""}>{words}</span>
            {at && (
              <>
                {" · asked "}
                <RelativeTime iso={at} />
              </>
            )}
            {problem && <span className="block text-attention">{problem}</span>}
          </li>
        ))}
      </ul>
      {failed > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="wrap-anywhere">
            {failed === 1 ? "1 session stands" : `${failed} sessions stand`} because of a model (
            {health.failures.map(({ reason, count }) => `${count} ${reason}`).join(", ")}). Nothing is lost.
          </p>
          {canRetry && <RetryAll />}
        </div>
      )}
    </section>
  );
}
