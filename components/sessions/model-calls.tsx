import { describeDuration } from "@/components/workflows/words/describe-duration";
import type { ModelCallView } from "@/lib/sessions/schema";

/** The prompts and answers of the model, unchanged and as plain text. */
export function ModelCalls({ calls }: { calls: ModelCallView[] }) {
  if (calls.length === 0) return null;
  return (
    <section aria-labelledby="model-calls" className="mt-6">
      <h2 id="model-calls" className="mb-2 text-reading">
        Model calls
      </h2>
      <ol className="grid gap-1">
        {calls.map((call) => (
          <li key={call.id}>
            <details className="rounded-control">
              <summary className="wrap-anywhere cursor-pointer rounded-control px-2 py-1.5 hover:bg-sunken">
                <span className="font-semibold">{call.taskId}</span> · {call.modelId} ·{" "}
                {describeDuration(call.durationMs)}
                {call.inputTokens !== null && ` · ${call.inputTokens} tokens in, ${call.outputTokens ?? 0} out`}
                {call.errorMessage && <span className="block text-attention">{call.errorMessage}</span>}
              </summary>
              <dl className="grid gap-2 px-2 pt-1 pb-3 text-meta">
                {call.prompt.map(({ role, content }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a prompt never changes
                  <PromptPart key={index} author={role} text={content} />
                ))}
                {call.answer !== null && <PromptPart author="answer" text={call.answer} />}
              </dl>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

function PromptPart({ author, text }: { author: string; text: string }) {
  return (
    <div>
      <dt className="text-ink-soft">{author}</dt>
      <dd dir="auto" className="wrap-anywhere whitespace-pre-wrap">
        {text}
      </dd>
    </div>
  );
}
