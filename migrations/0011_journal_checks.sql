CREATE TABLE "journal_checks" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"checked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"checked_by" text NOT NULL,
	"entry_count" bigint NOT NULL,
	"closing_count" integer NOT NULL,
	"finding_count" integer NOT NULL,
	"findings" jsonb NOT NULL,
	CONSTRAINT "journal_checks_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "journal_checks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "journal_checks_at" ON "journal_checks" USING btree ("company_id","checked_at");--> statement-breakpoint
CREATE POLICY "company" ON "journal_checks" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "journal_checks" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (false);--> statement-breakpoint
CREATE POLICY "changed_only" ON "journal_checks" AS RESTRICTIVE FOR UPDATE TO "facteur_app" USING (false) WITH CHECK (true);