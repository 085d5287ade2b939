-- The version of the session at which the last allowed try of its step really started. Only such a session is set aside:
-- a lease alone may have been taken beside the session that ended the process.
ALTER TABLE "session" ADD COLUMN "last_try_version" INTEGER;
