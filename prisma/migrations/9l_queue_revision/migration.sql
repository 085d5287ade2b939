-- Settings of a queue are replaced as a whole: who saves them names the revision that they saw.
ALTER TABLE "queue" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
