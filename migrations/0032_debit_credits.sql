CREATE TABLE "debit_credits" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"movement_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "debit_credits_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "debit_credits_movement_once" UNIQUE("company_id","movement_id")
);
--> statement-breakpoint
ALTER TABLE "debit_credits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "book_rules" DROP CONSTRAINT "book_rules_purpose_known";--> statement-breakpoint
ALTER TABLE "debit_credits" ADD CONSTRAINT "debit_credits_batch" FOREIGN KEY ("company_id","batch_id") REFERENCES "public"."debit_batches"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_credits" ADD CONSTRAINT "debit_credits_movement" FOREIGN KEY ("company_id","movement_id") REFERENCES "public"."bank_movements"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "debit_credits_batch_id" ON "debit_credits" USING btree ("company_id","batch_id");--> statement-breakpoint
ALTER TABLE "book_rules" ADD CONSTRAINT "book_rules_purpose_known" CHECK (purpose in ('sales', 'charges', 'vat', 'customers', 'deposits', 'deferred', 'bank', 'cash', 'cheques', 'card', 'direct-debit', 'rounding', 'rounding-loss', 'exchange-gain', 'exchange-loss', 'bank-charges'));--> statement-breakpoint
CREATE POLICY "company" ON "debit_credits" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));