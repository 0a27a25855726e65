CREATE TABLE "invoice_mandates" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"mandate_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "invoice_mandates_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "invoice_mandates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "debits" ADD COLUMN "mandate" jsonb;--> statement-breakpoint
ALTER TABLE "invoice_mandates" ADD CONSTRAINT "invoice_mandates_invoice" FOREIGN KEY ("company_id","id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_mandates" ADD CONSTRAINT "invoice_mandates_mandate" FOREIGN KEY ("company_id","mandate_id") REFERENCES "public"."mandates"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoice_mandates_mandate_id" ON "invoice_mandates" USING btree ("company_id","mandate_id");--> statement-breakpoint
ALTER TABLE "debits" ADD CONSTRAINT "debits_sent_frozen" CHECK (state in ('planned', 'cancelled') or mandate is not null);--> statement-breakpoint
CREATE POLICY "company" ON "invoice_mandates" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));