-- What an answer cites: passages with the quotes. Null when a message cites nothing.
ALTER TABLE "message" ADD COLUMN "citations" JSONB;
