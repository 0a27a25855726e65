CREATE TABLE "currency_rates" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"currency" text NOT NULL,
	"rated_on" date NOT NULL,
	"per_euro_micros" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "currency_rates_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "currency_rates_once" UNIQUE("company_id","currency","rated_on"),
	CONSTRAINT "currency_rates_form" CHECK (currency ~ '^[A-Z]{3}$' and currency <> 'EUR' and per_euro_micros > 0)
);
--> statement-breakpoint
ALTER TABLE "currency_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "book_rules" DROP CONSTRAINT "book_rules_purpose_known";--> statement-breakpoint
ALTER TABLE "book_entries" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "book_entries" ADD COLUMN "currency_cents" bigint;--> statement-breakpoint
ALTER TABLE "invoice_states" ADD COLUMN "currency" text DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_states" ADD COLUMN "per_euro_micros" bigint;--> statement-breakpoint
ALTER TABLE "payment_states" ADD COLUMN "currency" text DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_states" ADD COLUMN "euro_cents" bigint;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "currency" text DEFAULT 'EUR' NOT NULL;--> statement-breakpoint
CREATE INDEX "invoice_states_other_currency" ON "invoice_states" USING btree ("company_id","issued_on","id") WHERE currency <> 'EUR';--> statement-breakpoint
CREATE INDEX "invoice_states_without_rate" ON "invoice_states" USING btree ("company_id","issued_on","id") WHERE currency <> 'EUR' and per_euro_micros is null and issued_on is not null;--> statement-breakpoint
CREATE INDEX "payment_states_other_currency" ON "payment_states" USING btree ("company_id","received_on","id") WHERE currency <> 'EUR';--> statement-breakpoint
CREATE INDEX "payment_states_without_rate" ON "payment_states" USING btree ("company_id","received_on","id") WHERE currency <> 'EUR' and euro_cents is null;--> statement-breakpoint
ALTER TABLE "book_rules" ADD CONSTRAINT "book_rules_purpose_known" CHECK (purpose in ('sales', 'charges', 'vat', 'customers', 'deposits', 'deferred', 'bank', 'cash', 'cheques', 'card', 'direct-debit', 'rounding', 'rounding-loss', 'exchange-gain', 'exchange-loss'));--> statement-breakpoint
ALTER TABLE "invoice_states" ADD CONSTRAINT "invoice_states_rate" CHECK (per_euro_micros is null or (per_euro_micros > 0 and currency <> 'EUR'));--> statement-breakpoint
ALTER TABLE "payment_states" ADD CONSTRAINT "payment_states_euros" CHECK (euro_cents is null or (currency <> 'EUR' and euro_cents::numeric * cents >= 0));--> statement-breakpoint
CREATE POLICY "company" ON "currency_rates" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));