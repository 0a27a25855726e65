CREATE TABLE "document_mails" (
	"company_id" uuid NOT NULL,
	"language" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"link" text DEFAULT '' NOT NULL,
	CONSTRAINT "document_mails_pkey" PRIMARY KEY("company_id","language")
);
--> statement-breakpoint
ALTER TABLE "document_mails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reminder_pauses" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid,
	"invoice_id" uuid,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"until_on" date,
	"ended_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reminder_pauses_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "reminder_pauses_kind_known" CHECK (kind in ('disputed', 'paused')),
	CONSTRAINT "reminder_pauses_of" CHECK (num_nulls(customer_id, invoice_id) = 1 and reason <> '')
);
--> statement-breakpoint
ALTER TABLE "reminder_pauses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reminder_settings" (
	"company_id" uuid NOT NULL,
	"automatic" boolean DEFAULT false NOT NULL,
	"weekdays" integer[] DEFAULT '{1,2,3,4,5}' NOT NULL,
	"least_cents" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "reminder_settings_pkey" PRIMARY KEY("company_id"),
	CONSTRAINT "reminder_settings_bounds" CHECK (least_cents >= 0 and weekdays <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(weekdays) between 1 and 7)
);
--> statement-breakpoint
ALTER TABLE "reminder_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "reminders" DROP CONSTRAINT "reminders_once";--> statement-breakpoint
ALTER TABLE "bank_movements" ADD COLUMN "reversal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD COLUMN "read_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD COLUMN "taken_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD COLUMN "refused" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD COLUMN "layout" jsonb;--> statement-breakpoint
ALTER TABLE "reminder_levels" ADD COLUMN "subject_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reminder_levels" ADD COLUMN "body_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "customer_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "sent_to" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "message_id" uuid;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "also_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "stated_cents" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "cancelled_on" date;--> statement-breakpoint
ALTER TABLE "reminder_pauses" ADD CONSTRAINT "reminder_pauses_customer" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_pauses" ADD CONSTRAINT "reminder_pauses_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reminder_pauses_customer_id" ON "reminder_pauses" USING btree ("company_id","customer_id") WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "reminder_pauses_invoice_id" ON "reminder_pauses" USING btree ("company_id","invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_customer" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_message" FOREIGN KEY ("company_id","message_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_movements_booked_on" ON "bank_movements" USING btree ("company_id","booked_on","id");--> statement-breakpoint
CREATE INDEX "bank_movements_other_iban" ON "bank_movements" USING btree ("company_id","other_iban") WHERE payment_id is not null and other_iban <> '';--> statement-breakpoint
CREATE INDEX "bank_statements_created" ON "bank_statements" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "reminders_once" ON "reminders" USING btree ("company_id","invoice_id","level") WHERE cancelled_on is null;--> statement-breakpoint
CREATE INDEX "reminders_reminded_on" ON "reminders" USING btree ("company_id","reminded_on","id");--> statement-breakpoint
CREATE INDEX "reminders_customer_id" ON "reminders" USING btree ("company_id","customer_id","reminded_on");--> statement-breakpoint
CREATE INDEX "reminders_message_id" ON "reminders" USING btree ("company_id","message_id") WHERE message_id is not null;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD CONSTRAINT "bank_statements_counts" CHECK (taken_count between 0 and read_count);--> statement-breakpoint
CREATE POLICY "company" ON "document_mails" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "reminder_pauses" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "reminder_settings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));