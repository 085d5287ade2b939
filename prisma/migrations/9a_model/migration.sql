-- One request to a language model, as it was sent, for staff. It is no part of the audit chain: what a model said decides
-- nothing, and it goes with its session.
CREATE TABLE "model_call" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "task_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "model_id" TEXT NOT NULL,
    "prompt" JSONB NOT NULL,
    "answer" TEXT,
    "error_code" TEXT,
    "error_message" TEXT,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "duration_ms" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_call_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "model_call_session_id_created_at_idx" ON "model_call"("session_id", "created_at");
ALTER TABLE "model_call" ADD CONSTRAINT "model_call_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
