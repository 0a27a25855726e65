CREATE TABLE "mailing_profiles" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"mailing_house_id" uuid,
	"is_default" boolean DEFAULT false NOT NULL,
	"layout" jsonb NOT NULL,
	"archived_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "mailing_profiles_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "mailing_profiles_name_unique" UNIQUE("company_id","name"),
	CONSTRAINT "mailing_profiles_named" CHECK (name <> '')
);
--> statement-breakpoint
ALTER TABLE "mailing_profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mailing_sendings" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"to" text NOT NULL,
	"file_ids" uuid[] NOT NULL,
	"line_count" integer NOT NULL,
	"copy_count" integer NOT NULL,
	"sent_by" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"received_count" integer,
	"received_on" date,
	"received_by" text,
	CONSTRAINT "mailing_sendings_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "mailing_sendings_counts" CHECK (received_count >= 0 and (received_count is null) = (received_on is null))
);
--> statement-breakpoint
ALTER TABLE "mailing_sendings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_lines" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"state" text NOT NULL,
	"cells" text[],
	"data" jsonb,
	"told" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"codes" text[] DEFAULT '{}' NOT NULL,
	"key" text,
	"fingerprint" text,
	"record_id" uuid,
	CONSTRAINT "import_lines_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "import_lines_line_unique" UNIQUE("company_id","import_id","line"),
	CONSTRAINT "import_lines_state_known" CHECK (state in ('good', 'known', 'refused', 'made'))
);
--> statement-breakpoint
ALTER TABLE "import_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_parts" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"starts_at" bigint NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "import_parts_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "import_parts_position_unique" UNIQUE("company_id","import_id","position")
);
--> statement-breakpoint
ALTER TABLE "import_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_records" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"record" text NOT NULL,
	"record_id" uuid NOT NULL,
	"line" integer NOT NULL,
	CONSTRAINT "import_records_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "import_records_record_unique" UNIQUE("company_id","record","record_id")
);
--> statement-breakpoint
ALTER TABLE "import_records" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "imports" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"byte_count" bigint DEFAULT 0 NOT NULL,
	"sha256" text,
	"kind" text,
	"layout" jsonb,
	"headings" text[] DEFAULT '{}' NOT NULL,
	"samples" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"line_count" integer DEFAULT 0 NOT NULL,
	"work_id" uuid,
	"read_at" timestamp with time zone,
	"imported_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	"befores" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"file_forgotten_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "imports_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "imports_kind_known" CHECK (kind in ('parties', 'products', 'invoices', 'purchases', 'runs', 'shipments')),
	CONSTRAINT "imports_read_before_imported" CHECK (imported_at is null or read_at is not null)
);
--> statement-breakpoint
ALTER TABLE "imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "renewal_notices" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purchase_id" uuid NOT NULL,
	"step_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"sent_on" date NOT NULL,
	"sent_to" text NOT NULL,
	"goes_with_id" uuid,
	"message_id" uuid,
	"cancelled_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "renewal_notices_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "renewal_notices_channel_known" CHECK (channel in ('mail', 'letter', 'phone'))
);
--> statement-breakpoint
ALTER TABLE "renewal_notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "renewal_series" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"title_id" uuid NOT NULL,
	"product_id" uuid,
	"link" text DEFAULT '' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"automatic" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "renewal_series_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "renewal_series_named" CHECK (name <> '')
);
--> statement-breakpoint
ALTER TABLE "renewal_series" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "renewal_steps" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"series_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"counted_in" text NOT NULL,
	"left" integer NOT NULL,
	"channel" text NOT NULL,
	"also_recipient" boolean DEFAULT false NOT NULL,
	"insert_code" text DEFAULT '' NOT NULL,
	"subject_fr" text DEFAULT '' NOT NULL,
	"body_fr" text DEFAULT '' NOT NULL,
	"subject_en" text DEFAULT '' NOT NULL,
	"body_en" text DEFAULT '' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "renewal_steps_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "renewal_steps_position_unique" UNIQUE("company_id","series_id","position"),
	CONSTRAINT "renewal_steps_counted_known" CHECK (counted_in in ('days', 'issues') and "left" between -366 and 366),
	CONSTRAINT "renewal_steps_channel_known" CHECK (channel in ('mail', 'letter', 'insert', 'phone')),
	CONSTRAINT "renewal_steps_insert_has_code" CHECK ((channel = 'insert') = (insert_code <> '')),
	CONSTRAINT "renewal_steps_written" CHECK (channel not in ('mail', 'letter') or (subject_fr <> '' and body_fr <> ''))
);
--> statement-breakpoint
ALTER TABLE "renewal_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "mailing_files_made_once";--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "profile_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "line_count" integer;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "copy_count" integer;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "losses" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "mailing_profiles" ADD CONSTRAINT "mailing_profiles_house" FOREIGN KEY ("company_id","mailing_house_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailing_sendings" ADD CONSTRAINT "mailing_sendings_run" FOREIGN KEY ("company_id","run_id") REFERENCES "public"."dispatch_runs"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_import" FOREIGN KEY ("company_id","import_id") REFERENCES "public"."imports"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_parts" ADD CONSTRAINT "import_parts_import" FOREIGN KEY ("company_id","import_id") REFERENCES "public"."imports"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_records" ADD CONSTRAINT "import_records_import" FOREIGN KEY ("company_id","import_id") REFERENCES "public"."imports"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_purchase" FOREIGN KEY ("company_id","purchase_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_step" FOREIGN KEY ("company_id","step_id") REFERENCES "public"."renewal_steps"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_contact" FOREIGN KEY ("company_id","contact_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_goes_with" FOREIGN KEY ("company_id","goes_with_id") REFERENCES "public"."renewal_notices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_message" FOREIGN KEY ("company_id","message_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_series" ADD CONSTRAINT "renewal_series_title" FOREIGN KEY ("company_id","title_id") REFERENCES "public"."titles"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_series" ADD CONSTRAINT "renewal_series_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_steps" ADD CONSTRAINT "renewal_steps_series" FOREIGN KEY ("company_id","series_id") REFERENCES "public"."renewal_series"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mailing_profiles_one_default" ON "mailing_profiles" USING btree ("company_id",coalesce(mailing_house_id, '00000000-0000-0000-0000-000000000000')) WHERE is_default and archived_on is null;--> statement-breakpoint
CREATE INDEX "mailing_sendings_run_id" ON "mailing_sendings" USING btree ("company_id","run_id","id");--> statement-breakpoint
CREATE INDEX "import_lines_state" ON "import_lines" USING btree ("company_id","import_id","state","line");--> statement-breakpoint
CREATE INDEX "import_lines_fingerprint" ON "import_lines" USING btree ("company_id","fingerprint") WHERE state = 'made';--> statement-breakpoint
CREATE INDEX "import_records_import_id" ON "import_records" USING btree ("company_id","import_id","record","id");--> statement-breakpoint
CREATE INDEX "imports_made" ON "imports" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE INDEX "imports_headings" ON "imports" USING btree ("company_id","headings");--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_notices_once" ON "renewal_notices" USING btree ("company_id","purchase_id","step_id","contact_id") WHERE cancelled_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_notices_one_a_day" ON "renewal_notices" USING btree ("company_id","contact_id","sent_on") WHERE goes_with_id is null and cancelled_on is null;--> statement-breakpoint
CREATE INDEX "renewal_notices_step_id" ON "renewal_notices" USING btree ("company_id","step_id","sent_on","id");--> statement-breakpoint
CREATE INDEX "renewal_notices_message_id" ON "renewal_notices" USING btree ("company_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_series_one_a_title" ON "renewal_series" USING btree ("company_id","title_id") WHERE active and product_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_series_one_an_offer" ON "renewal_series" USING btree ("company_id","product_id") WHERE active and product_id is not null;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD CONSTRAINT "mailing_files_profile" FOREIGN KEY ("company_id","profile_id") REFERENCES "public"."mailing_profiles"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "addresses_special" ON "addresses" USING btree ("company_id","valid_to","party_id") WHERE purpose = 'temporary' or valid_to is not null or issues_from is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "mailing_files_made_once" ON "mailing_files" USING btree ("company_id","run_id","format",coalesce(profile_id, '00000000-0000-0000-0000-000000000000'),"profile_revision","part") WHERE addressed_as = 'run';--> statement-breakpoint
CREATE POLICY "company" ON "mailing_profiles" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "mailing_sendings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "import_lines" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "import_parts" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "import_records" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "imports" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "renewal_notices" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "renewal_notices" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (false);--> statement-breakpoint
CREATE POLICY "company" ON "renewal_series" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "renewal_steps" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));