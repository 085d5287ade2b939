-- What the claimant proposed while the question was open: a ProposedFact each. It changes no fact by itself.
ALTER TABLE "wait" ADD COLUMN "proposed" JSONB NOT NULL DEFAULT '[]';
