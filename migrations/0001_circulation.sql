CREATE TABLE "stock_movements" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"issue_id" uuid NOT NULL,
	"moved_on" date NOT NULL,
	"copies" integer NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "stock_movements_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "stock_movements_said" CHECK (copies <> 0 and reason <> '')
);
--> statement-breakpoint
ALTER TABLE "stock_movements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "adjustments" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purchase_id" uuid NOT NULL,
	"issues" integer NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "adjustments_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "adjustments_said" CHECK (issues <> 0 and reason <> '')
);
--> statement-breakpoint
ALTER TABLE "adjustments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "duplicate_answers" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "duplicate_answers_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "duplicate_answers_pair_unique" UNIQUE("company_id","first_id","second_id"),
	CONSTRAINT "duplicate_answers_known" CHECK (answer in ('separate', 'together', 'duplicate') and first_id < second_id)
);
--> statement-breakpoint
ALTER TABLE "duplicate_answers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "holds" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purchase_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"from_issue_id" uuid,
	"to_issue_id" uuid,
	"from_on" date,
	"to_on" date,
	"counts_as_served" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "holds_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "holds_kind_known" CHECK (kind in ('customer', 'unpaid', 'undeliverable', 'left-out', 'grace', 'forgone', 'other')),
	CONSTRAINT "holds_by_issue_or_day" CHECK ((from_issue_id is null) <> (from_on is null) and (from_issue_id is not null or to_issue_id is null)
        and (from_on is not null or to_on is null)),
	CONSTRAINT "holds_in_order" CHECK (to_on >= from_on),
	CONSTRAINT "holds_left_out_has_reason" CHECK (kind not in ('left-out', 'other') or reason <> '')
);
--> statement-breakpoint
ALTER TABLE "holds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mailing_files" DROP CONSTRAINT "mailing_files_run_format_unique";--> statement-breakpoint
ALTER TABLE "addresses" DROP CONSTRAINT "addresses_purpose_known";--> statement-breakpoint
ALTER TABLE "dispatch_runs" DROP CONSTRAINT "dispatch_runs_kind_known";--> statement-breakpoint
ALTER TABLE "shipments" DROP CONSTRAINT "shipments_purpose_known";--> statement-breakpoint
DROP INDEX "addresses_current_unique";--> statement-breakpoint
DROP INDEX "shipments_one_regular";--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "ships_on" date;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "kind" text DEFAULT 'regular' NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "counts_for" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "for_subscribers" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "weight_grams" integer;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "printed_copies" integer;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "kind" text DEFAULT 'magazine' NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "served_by" text DEFAULT 'date' NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "counted_by" text DEFAULT 'cover' NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "grace_issues" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "cover_price_cents" integer;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "warning_days" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "replacement_limit" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "parcel_from_copies" integer;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "profile_id" uuid;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "part" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "addressed_as" text DEFAULT 'run' NOT NULL;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "layout" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "starts_with" text;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "start_issue_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "renews_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "gift" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "renewal_contact_id" uuid;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "cancelled_reason" text;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "issues_from" date;--> statement-breakpoint
ALTER TABLE "addresses" ADD COLUMN "undeliverable_on" date;--> statement-breakpoint
ALTER TABLE "parties" ADD COLUMN "is_agency" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "parties" ADD COLUMN "agency_discount_bps" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "parties" ADD COLUMN "no_marketing_on" date;--> statement-breakpoint
ALTER TABLE "parties" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD COLUMN "source" text DEFAULT 'run' NOT NULL;--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD COLUMN "signed_off_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD COLUMN "signed_off_by" text;--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD COLUMN "handed_over_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD COLUMN "handed_over_by" text;--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD COLUMN "cancelled_on" date;--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD COLUMN "cancelled_reason" text;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "renewal_contact_id" uuid;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "nature" text DEFAULT 'paid' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "review_on" date;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "source" text DEFAULT 'hand' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "renews_id" uuid;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "last_issue_id" uuid;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "travels_with_id" uuid;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "cancelled_on" date;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "parcel_copies" integer;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "last_issue_number" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "insert_code" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_issue" FOREIGN KEY ("company_id","issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_purchase" FOREIGN KEY ("company_id","purchase_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_answers" ADD CONSTRAINT "duplicate_answers_first" FOREIGN KEY ("company_id","first_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_answers" ADD CONSTRAINT "duplicate_answers_second" FOREIGN KEY ("company_id","second_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_purchase" FOREIGN KEY ("company_id","purchase_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_from_issue" FOREIGN KEY ("company_id","from_issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_to_issue" FOREIGN KEY ("company_id","to_issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stock_movements_issue_id" ON "stock_movements" USING btree ("company_id","issue_id","id");--> statement-breakpoint
CREATE INDEX "adjustments_purchase_id" ON "adjustments" USING btree ("company_id","purchase_id","id");--> statement-breakpoint
CREATE INDEX "duplicate_answers_second_id" ON "duplicate_answers" USING btree ("company_id","second_id");--> statement-breakpoint
CREATE INDEX "holds_purchase_id" ON "holds" USING btree ("company_id","purchase_id","id");--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_renewal_contact" FOREIGN KEY ("company_id","renewal_contact_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_start_issue" FOREIGN KEY ("company_id","start_issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_merged_into" FOREIGN KEY ("company_id","merged_into_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_renewal_contact" FOREIGN KEY ("company_id","renewal_contact_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_renews" FOREIGN KEY ("company_id","renews_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_last_issue" FOREIGN KEY ("company_id","last_issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_travels_with" FOREIGN KEY ("company_id","travels_with_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mailing_files_made_once" ON "mailing_files" USING btree ("company_id","run_id","format",coalesce(profile_id, '00000000-0000-0000-0000-000000000000'),"part") WHERE addressed_as = 'run';--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_from_issue_unique" ON "addresses" USING btree ("company_id","party_id","purpose","issues_from") WHERE valid_to is null and issues_from is not null;--> statement-breakpoint
CREATE INDEX "addresses_party_id" ON "addresses" USING btree ("company_id","party_id");--> statement-breakpoint
CREATE UNIQUE INDEX "purchases_renewed_once" ON "purchases" USING btree ("company_id","renews_id") WHERE renews_id is not null and cancelled_on is null;--> statement-breakpoint
CREATE INDEX "purchases_nature" ON "purchases" USING btree ("company_id","nature","id") WHERE nature <> 'paid';--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_current_unique" ON "addresses" USING btree ("company_id","party_id","purpose") WHERE valid_to is null and issues_from is null;--> statement-breakpoint
CREATE UNIQUE INDEX "shipments_one_regular" ON "shipments" USING btree ("company_id","purchase_id","issue_id") WHERE purpose <> 'replacement' and cancelled_on is null;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_kind_known" CHECK (kind in ('regular', 'double', 'special'));--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_counts_for" CHECK (counts_for between 0 and 2 and weight_grams > 0 and printed_copies >= 0);--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_kind_known" CHECK (kind in ('magazine', 'box'));--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_served_by_known" CHECK (served_by in ('date', 'issue'));--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_counted_by_known" CHECK (counted_by in ('cover', 'shipping', 'closing'));--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_limits" CHECK (grace_issues between 0 and 24 and warning_days between 0 and 366 and replacement_limit between 0 and 99
        and cover_price_cents >= 0 and parcel_from_copies > 0);--> statement-breakpoint
ALTER TABLE "mailing_files" ADD CONSTRAINT "mailing_files_format_known" CHECK (format in ('csv', 'txt', 'xlsx', 'fixed') and addressed_as in ('run', 'today'));--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_temporary_ends" CHECK (purpose <> 'temporary' or (valid_from is not null and valid_to is not null));--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_purpose_known" CHECK (purpose in ('billing', 'shipping', 'temporary'));--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_agency_discount" CHECK (agency_discount_bps between 0 and 10000);--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD CONSTRAINT "dispatch_runs_cancelled_has_reason" CHECK (cancelled_on is null or cancelled_reason <> '');--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD CONSTRAINT "dispatch_runs_kind_known" CHECK (kind in ('subscription', 'single-issue', 'replacement'));--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_nature_known" CHECK (nature in ('paid', 'gift', 'press', 'complimentary', 'exchange', 'legal-deposit', 'contributor', 'advertiser'));--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_free_has_reason" CHECK (nature in ('paid', 'gift') or (gross_cents = 0 and reason <> ''));--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_replacement_has_reason" CHECK (purpose <> 'replacement' or reason <> '');--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_purpose_known" CHECK (purpose in ('regular', 'grace', 'replacement'));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "mailing_files" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (run_id in (select id from dispatch_runs where handed_over_at is null or source like 'import:%'));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "invoice_lines" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (invoice_id in (select id from invoices where source like 'import:%'));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "invoices" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (source like 'import:%');--> statement-breakpoint
CREATE POLICY "deleted_only" ON "dispatch_runs" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (handed_over_at is null or source like 'import:%');--> statement-breakpoint
CREATE POLICY "deleted_only" ON "purchases" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (invoice_id is null or source like 'import:%');--> statement-breakpoint
CREATE POLICY "deleted_only" ON "shipments" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (run_id in (select id from dispatch_runs where handed_over_at is null or source like 'import:%'));--> statement-breakpoint
CREATE POLICY "company" ON "stock_movements" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "adjustments" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "duplicate_answers" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "holds" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));