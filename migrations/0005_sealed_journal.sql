CREATE TABLE "journal_keys" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"public_key" text NOT NULL,
	"sealed_private_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "journal_keys_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "journal_keys_key_id" UNIQUE("company_id","key_id")
);
--> statement-breakpoint
ALTER TABLE "journal_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "journal_entries" ADD COLUMN "sealed_on" date NOT NULL;--> statement-breakpoint
CREATE INDEX "journal_entries_sealed_on" ON "journal_entries" USING btree ("company_id","sealed_on","sequence");--> statement-breakpoint
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_whole_milliseconds" CHECK (at = date_trunc('milliseconds', at));--> statement-breakpoint
CREATE POLICY "company" ON "journal_keys" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));