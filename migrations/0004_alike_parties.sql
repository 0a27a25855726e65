CREATE TABLE "alike_parties" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"score" integer NOT NULL,
	"reasons" text[] NOT NULL,
	CONSTRAINT "alike_parties_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "alike_parties_score_of_100" CHECK (score between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "alike_parties" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "alike_parties_score" ON "alike_parties" USING btree ("company_id","score","id");--> statement-breakpoint
CREATE POLICY "company" ON "alike_parties" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));