DROP POLICY "deleted_only" ON "journal_checks" CASCADE;--> statement-breakpoint
DROP POLICY "changed_only" ON "journal_checks" CASCADE;