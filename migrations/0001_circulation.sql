CREATE TABLE "product_components" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"position" integer NOT NULL,
	"component_id" uuid NOT NULL,
	"weight_cents" integer,
	CONSTRAINT "product_components_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "product_components_once" UNIQUE("company_id","product_id","starts_on","component_id"),
	CONSTRAINT "product_components_other" CHECK (component_id <> product_id and position > 0 and weight_cents > 0)
);
--> statement-breakpoint
ALTER TABLE "product_components" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
	"bytes_before" bigint DEFAULT 0 NOT NULL,
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
	"key" text,
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
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
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
CREATE TABLE "different_parties" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "different_parties_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "different_parties_pair_unique" UNIQUE("company_id","first_id","second_id"),
	CONSTRAINT "different_parties_in_order" CHECK (first_id < second_id)
);
--> statement-breakpoint
ALTER TABLE "different_parties" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "letter_templates" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"about" text NOT NULL,
	"language" text DEFAULT 'fr' NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "letter_templates_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "letter_templates_name_unique" UNIQUE("company_id","name"),
	CONSTRAINT "letter_templates_about_known" CHECK (about in ('party', 'subscription')),
	CONSTRAINT "letter_templates_language_known" CHECK (language in ('fr', 'en')),
	CONSTRAINT "letter_templates_written" CHECK (name <> '' and body <> '')
);
--> statement-breakpoint
ALTER TABLE "letter_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "letterheads" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"lines" text DEFAULT '' NOT NULL,
	"town" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "letterheads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "party_merges" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kept_id" uuid NOT NULL,
	"gone_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"kept_revision" integer NOT NULL,
	"moved" jsonb NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "party_merges_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "party_merges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
CREATE TABLE "replacement_requests" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purchase_id" uuid NOT NULL,
	"issue_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"copies" integer DEFAULT 1 NOT NULL,
	"asked_on" date NOT NULL,
	"forced_reason" text DEFAULT '' NOT NULL,
	"run_id" uuid,
	"refused_on" date,
	"refused_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "replacement_requests_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "replacement_requests_reason_known" CHECK (reason in ('not-received', 'damaged', 'printer', 'returned', 'other')),
	CONSTRAINT "replacement_requests_copies" CHECK (copies > 0),
	CONSTRAINT "replacement_requests_refused_says_why" CHECK (refused_on is null or (refused_reason <> '' and run_id is null)),
	CONSTRAINT "replacement_requests_other_says_what" CHECK (reason <> 'other' or note <> '')
);
--> statement-breakpoint
ALTER TABLE "replacement_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "returned_mail" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"given" text NOT NULL,
	"shipment_id" uuid,
	"recipient_id" uuid,
	"cause" text NOT NULL,
	"received_on" date NOT NULL,
	"resumed_on" date,
	"caught_up_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "returned_mail_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "returned_mail_cause_known" CHECK (cause in ('unknown', 'incomplete', 'box', 'refused', 'unclaimed', 'other')),
	CONSTRAINT "returned_mail_said" CHECK (given <> ''),
	CONSTRAINT "returned_mail_shipment_has_recipient" CHECK (shipment_id is null or recipient_id is not null)
);
--> statement-breakpoint
ALTER TABLE "returned_mail" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "returns_settings" (
	"company_id" uuid NOT NULL,
	"held_after" integer DEFAULT 1 NOT NULL,
	"asks_by_mail" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "returns_settings_pkey" PRIMARY KEY("company_id"),
	CONSTRAINT "returns_settings_held_after" CHECK (held_after between 1 and 9)
);
--> statement-breakpoint
ALTER TABLE "returns_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
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
ALTER TABLE "products" DROP CONSTRAINT "products_kind_known";--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_state_known";--> statement-breakpoint
ALTER TABLE "addresses" DROP CONSTRAINT "addresses_purpose_known";--> statement-breakpoint
ALTER TABLE "dispatch_runs" DROP CONSTRAINT "dispatch_runs_kind_known";--> statement-breakpoint
ALTER TABLE "purchases" DROP CONSTRAINT "purchases_issue_is_decided";--> statement-breakpoint
ALTER TABLE "shipments" DROP CONSTRAINT "shipments_purpose_known";--> statement-breakpoint
DROP INDEX "addresses_current_unique";--> statement-breakpoint
DROP INDEX "shipments_one_regular";--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "vat_rate_bps" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "net_cents" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "gross_cents" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "ships_on" date;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "kind" text DEFAULT 'regular' NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "counts_for" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "for_subscribers" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "weight_grams" integer;--> statement-breakpoint
ALTER TABLE "issues" ADD COLUMN "printed_copies" integer;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "ean13" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "brand" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "family" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "image" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "kind" text DEFAULT 'magazine' NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "served_by" text DEFAULT 'date' NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "counted_by" text DEFAULT 'cover' NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "grace_issues" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "cover_price_cents" integer;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "warning_days" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "replacement_limit" integer DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "parcel_from_copies" integer;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "latest_at_shipment" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "profile_id" uuid;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "part" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "addressed_as" text DEFAULT 'run' NOT NULL;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "profile_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "layout" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "line_count" integer;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "copy_count" integer;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD COLUMN "losses" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "starts_with" text;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "start_issue_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "renews_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "gift" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "renewal_contact_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "bundle_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "bundle_group" integer;--> statement-breakpoint
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
ALTER TABLE "purchases" ADD COLUMN "issue_at_shipment" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "cancelled_on" date;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "parcel_copies" integer;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "last_issue_number" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "shipments" ADD COLUMN "insert_code" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "job_runs" ADD COLUMN "under_way" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "product_components" ADD CONSTRAINT "product_components_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_components" ADD CONSTRAINT "product_components_component" FOREIGN KEY ("company_id","component_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_issue" FOREIGN KEY ("company_id","issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailing_profiles" ADD CONSTRAINT "mailing_profiles_house" FOREIGN KEY ("company_id","mailing_house_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailing_sendings" ADD CONSTRAINT "mailing_sendings_run" FOREIGN KEY ("company_id","run_id") REFERENCES "public"."dispatch_runs"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailing_sendings" ADD CONSTRAINT "mailing_sendings_message" FOREIGN KEY ("company_id","message_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_import" FOREIGN KEY ("company_id","import_id") REFERENCES "public"."imports"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_parts" ADD CONSTRAINT "import_parts_import" FOREIGN KEY ("company_id","import_id") REFERENCES "public"."imports"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_records" ADD CONSTRAINT "import_records_import" FOREIGN KEY ("company_id","import_id") REFERENCES "public"."imports"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_work" FOREIGN KEY ("company_id","work_id") REFERENCES "public"."job_runs"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "different_parties" ADD CONSTRAINT "different_parties_first" FOREIGN KEY ("company_id","first_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "different_parties" ADD CONSTRAINT "different_parties_second" FOREIGN KEY ("company_id","second_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_merges" ADD CONSTRAINT "party_merges_kept" FOREIGN KEY ("company_id","kept_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_merges" ADD CONSTRAINT "party_merges_gone" FOREIGN KEY ("company_id","gone_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_purchase" FOREIGN KEY ("company_id","purchase_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_step" FOREIGN KEY ("company_id","step_id") REFERENCES "public"."renewal_steps"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_contact" FOREIGN KEY ("company_id","contact_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_goes_with" FOREIGN KEY ("company_id","goes_with_id") REFERENCES "public"."renewal_notices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_notices" ADD CONSTRAINT "renewal_notices_message" FOREIGN KEY ("company_id","message_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_series" ADD CONSTRAINT "renewal_series_title" FOREIGN KEY ("company_id","title_id") REFERENCES "public"."titles"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_series" ADD CONSTRAINT "renewal_series_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_steps" ADD CONSTRAINT "renewal_steps_series" FOREIGN KEY ("company_id","series_id") REFERENCES "public"."renewal_series"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacement_requests" ADD CONSTRAINT "replacement_requests_purchase" FOREIGN KEY ("company_id","purchase_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacement_requests" ADD CONSTRAINT "replacement_requests_issue" FOREIGN KEY ("company_id","issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacement_requests" ADD CONSTRAINT "replacement_requests_run" FOREIGN KEY ("company_id","run_id") REFERENCES "public"."dispatch_runs"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returned_mail" ADD CONSTRAINT "returned_mail_recipient" FOREIGN KEY ("company_id","recipient_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustments" ADD CONSTRAINT "adjustments_purchase" FOREIGN KEY ("company_id","purchase_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_answers" ADD CONSTRAINT "duplicate_answers_first" FOREIGN KEY ("company_id","first_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_answers" ADD CONSTRAINT "duplicate_answers_second" FOREIGN KEY ("company_id","second_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_purchase" FOREIGN KEY ("company_id","purchase_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_from_issue" FOREIGN KEY ("company_id","from_issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_to_issue" FOREIGN KEY ("company_id","to_issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "product_components_component_id" ON "product_components" USING btree ("company_id","component_id");--> statement-breakpoint
CREATE INDEX "stock_movements_issue_id" ON "stock_movements" USING btree ("company_id","issue_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "mailing_profiles_one_default" ON "mailing_profiles" USING btree ("company_id",coalesce(mailing_house_id, '00000000-0000-0000-0000-000000000000')) WHERE is_default and archived_on is null;--> statement-breakpoint
CREATE INDEX "mailing_sendings_run_id" ON "mailing_sendings" USING btree ("company_id","run_id","id");--> statement-breakpoint
CREATE INDEX "import_lines_state" ON "import_lines" USING btree ("company_id","import_id","state","line");--> statement-breakpoint
CREATE INDEX "import_lines_fingerprint" ON "import_lines" USING btree ("company_id","fingerprint") WHERE state = 'made';--> statement-breakpoint
CREATE INDEX "import_records_import_id" ON "import_records" USING btree ("company_id","import_id","record","id");--> statement-breakpoint
CREATE INDEX "import_records_key" ON "import_records" USING btree ("company_id","import_id","key") WHERE key is not null;--> statement-breakpoint
CREATE INDEX "imports_made" ON "imports" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE INDEX "alike_parties_score" ON "alike_parties" USING btree ("company_id","score","id");--> statement-breakpoint
CREATE INDEX "different_parties_second_id" ON "different_parties" USING btree ("company_id","second_id");--> statement-breakpoint
CREATE INDEX "party_merges_kept_id" ON "party_merges" USING btree ("company_id","kept_id");--> statement-breakpoint
CREATE UNIQUE INDEX "party_merges_gone_once" ON "party_merges" USING btree ("company_id","gone_id") WHERE undone_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_notices_once" ON "renewal_notices" USING btree ("company_id","purchase_id","step_id","contact_id") WHERE cancelled_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_notices_one_a_day" ON "renewal_notices" USING btree ("company_id","contact_id","sent_on") WHERE goes_with_id is null and cancelled_on is null;--> statement-breakpoint
CREATE INDEX "renewal_notices_step_id" ON "renewal_notices" USING btree ("company_id","step_id","sent_on","id");--> statement-breakpoint
CREATE INDEX "renewal_notices_sent_on" ON "renewal_notices" USING btree ("company_id","sent_on","id");--> statement-breakpoint
CREATE INDEX "renewal_notices_purchase_id" ON "renewal_notices" USING btree ("company_id","purchase_id","sent_on");--> statement-breakpoint
CREATE INDEX "renewal_notices_message_id" ON "renewal_notices" USING btree ("company_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_series_one_a_title" ON "renewal_series" USING btree ("company_id","title_id") WHERE active and product_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_series_one_an_offer" ON "renewal_series" USING btree ("company_id","product_id") WHERE active and product_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "replacement_requests_one_open" ON "replacement_requests" USING btree ("company_id","purchase_id","issue_id") WHERE run_id is null and refused_on is null;--> statement-breakpoint
CREATE INDEX "replacement_requests_purchase_id" ON "replacement_requests" USING btree ("company_id","purchase_id","asked_on");--> statement-breakpoint
CREATE INDEX "replacement_requests_run_id" ON "replacement_requests" USING btree ("company_id","run_id");--> statement-breakpoint
CREATE INDEX "replacement_requests_asked_on" ON "replacement_requests" USING btree ("company_id","asked_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "returned_mail_shipment_once" ON "returned_mail" USING btree ("company_id","shipment_id") WHERE shipment_id is not null;--> statement-breakpoint
CREATE INDEX "returned_mail_recipient_id" ON "returned_mail" USING btree ("company_id","recipient_id","id");--> statement-breakpoint
CREATE INDEX "returned_mail_received_on" ON "returned_mail" USING btree ("company_id","received_on","id");--> statement-breakpoint
CREATE INDEX "returned_mail_unknown" ON "returned_mail" USING btree ("company_id","id") WHERE recipient_id is null;--> statement-breakpoint
CREATE INDEX "adjustments_purchase_id" ON "adjustments" USING btree ("company_id","purchase_id","id");--> statement-breakpoint
CREATE INDEX "duplicate_answers_second_id" ON "duplicate_answers" USING btree ("company_id","second_id");--> statement-breakpoint
CREATE INDEX "holds_purchase_id" ON "holds" USING btree ("company_id","purchase_id","id");--> statement-breakpoint
ALTER TABLE "mailing_files" ADD CONSTRAINT "mailing_files_profile" FOREIGN KEY ("company_id","profile_id") REFERENCES "public"."mailing_profiles"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_bundle" FOREIGN KEY ("company_id","bundle_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_renewal_contact" FOREIGN KEY ("company_id","renewal_contact_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_start_issue" FOREIGN KEY ("company_id","start_issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_merged_into" FOREIGN KEY ("company_id","merged_into_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_renewal_contact" FOREIGN KEY ("company_id","renewal_contact_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_renews" FOREIGN KEY ("company_id","renews_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_last_issue" FOREIGN KEY ("company_id","last_issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_travels_with" FOREIGN KEY ("company_id","travels_with_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mailing_files_made_once" ON "mailing_files" USING btree ("company_id","run_id","format",coalesce(profile_id, '00000000-0000-0000-0000-000000000000'),"profile_revision","part") WHERE addressed_as = 'run';--> statement-breakpoint
CREATE INDEX "invoice_lines_recipient_id" ON "invoice_lines" USING btree ("company_id","recipient_id") WHERE recipient_id is not null;--> statement-breakpoint
CREATE INDEX "invoice_lines_renewal_contact_id" ON "invoice_lines" USING btree ("company_id","renewal_contact_id") WHERE renewal_contact_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_from_issue_unique" ON "addresses" USING btree ("company_id","party_id","purpose","issues_from") WHERE valid_to is null and issues_from is not null;--> statement-breakpoint
CREATE INDEX "addresses_party_id" ON "addresses" USING btree ("company_id","party_id");--> statement-breakpoint
CREATE INDEX "addresses_special" ON "addresses" USING btree ("company_id","valid_to","party_id") WHERE purpose = 'temporary' or valid_to is not null or issues_from is not null;--> statement-breakpoint
CREATE INDEX "parties_merged_into" ON "parties" USING btree ("company_id","merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE INDEX "parties_agencies" ON "parties" USING btree ("company_id","sort_name","id") WHERE is_agency;--> statement-breakpoint
CREATE UNIQUE INDEX "purchases_renewed_once" ON "purchases" USING btree ("company_id","renews_id") WHERE renews_id is not null and cancelled_on is null;--> statement-breakpoint
CREATE INDEX "purchases_travels_with_id" ON "purchases" USING btree ("company_id","travels_with_id") WHERE travels_with_id is not null;--> statement-breakpoint
CREATE INDEX "purchases_renews_id" ON "purchases" USING btree ("company_id","renews_id") WHERE renews_id is not null;--> statement-breakpoint
CREATE INDEX "purchases_renewal_contact_id" ON "purchases" USING btree ("company_id","renewal_contact_id") WHERE renewal_contact_id is not null;--> statement-breakpoint
CREATE INDEX "purchases_last_issue_id" ON "purchases" USING btree ("company_id","last_issue_id") WHERE last_issue_id is not null;--> statement-breakpoint
CREATE INDEX "purchases_cancelled_on" ON "purchases" USING btree ("company_id","cancelled_on") WHERE cancelled_on is not null;--> statement-breakpoint
CREATE INDEX "purchases_nature" ON "purchases" USING btree ("company_id","nature","id") WHERE nature <> 'paid';--> statement-breakpoint
CREATE INDEX "subscriptions_ended" ON "purchases" USING btree ("company_id","expires_on","title_id","product_id","source","renews_id","id") WHERE kind = 'subscription' and cancelled_on is null and nature in ('paid', 'gift');--> statement-breakpoint
CREATE INDEX "purchases_renewals" ON "purchases" USING btree ("company_id","renews_id","id","gross_cents") WHERE renews_id is not null and cancelled_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_current_unique" ON "addresses" USING btree ("company_id","party_id","purpose") WHERE valid_to is null and issues_from is null;--> statement-breakpoint
CREATE UNIQUE INDEX "shipments_one_regular" ON "shipments" USING btree ("company_id","purchase_id","issue_id",(case when purpose <> 'replacement' and cancelled_on is null then true end));--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_kind_known" CHECK (kind in ('regular', 'double', 'special'));--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_counts_for" CHECK (counts_for between 0 and 2 and weight_grams > 0 and printed_copies >= 0);--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_ean13_form" CHECK (ean13 ~ '^([0-9]{13})?$');--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_image_small" CHECK (image = '' or (image like 'data:image/%' and octet_length(image) <= 20000));--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_bundle_priced" CHECK (price_cents >= 0 and case when kind = 'bundle'
        then title_id is null and vat_rate_bps is null and num_nulls(net_cents, gross_cents) = 1
        else num_nulls(vat_rate_bps, net_cents, gross_cents) = 0 end);--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_kind_known" CHECK (kind in ('subscription', 'single-issue', 'bundle', 'other'));--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_kind_known" CHECK (kind in ('magazine', 'box'));--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_served_by_known" CHECK (served_by in ('date', 'issue'));--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_counted_by_known" CHECK (counted_by in ('cover', 'shipping', 'closing'));--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_limits" CHECK (grace_issues between 0 and 24 and warning_days between 0 and 366 and replacement_limit between 0 and 99
        and cover_price_cents >= 0 and parcel_from_copies > 0);--> statement-breakpoint
ALTER TABLE "mailing_files" ADD CONSTRAINT "mailing_files_format_known" CHECK (format in ('csv', 'txt', 'xlsx', 'fixed') and addressed_as in ('run', 'today'));--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_of_bundle" CHECK ((bundle_id is null) = (bundle_group is null) and bundle_group > 0);--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_state_known" CHECK (state in ('queued', 'sent', 'failed', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_temporary_ends" CHECK (purpose <> 'temporary' or (valid_from is not null and valid_to is not null));--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_purpose_known" CHECK (purpose in ('billing', 'shipping', 'temporary'));--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_agency_discount" CHECK (agency_discount_bps between 0 and 10000);--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD CONSTRAINT "dispatch_runs_cancelled_has_reason" CHECK (cancelled_on is null or cancelled_reason <> '');--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD CONSTRAINT "dispatch_runs_kind_known" CHECK (kind in ('subscription', 'single-issue', 'replacement'));--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_nature_known" CHECK (nature in ('paid', 'gift', 'press', 'complimentary', 'exchange', 'legal-deposit', 'contributor', 'advertiser'));--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_free_has_reason" CHECK (nature in ('paid', 'gift') or (gross_cents = 0 and reason <> ''));--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_issue_is_decided" CHECK (case when kind = 'single-issue' then issue_at_shipment = (issue_id is null) else issue_id is null and not issue_at_shipment end);--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_replacement_has_reason" CHECK (purpose <> 'replacement' or reason <> '');--> statement-breakpoint
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_purpose_known" CHECK (purpose in ('regular', 'grace', 'replacement'));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "mailing_files" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (run_id in (select id from dispatch_runs where handed_over_at is null or source like 'import:%'));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "invoice_lines" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (invoice_id in (select id from invoices where source like 'import:%'));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "invoices" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (source like 'import:%');--> statement-breakpoint
CREATE POLICY "deleted_only" ON "dispatch_runs" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (handed_over_at is null or source like 'import:%');--> statement-breakpoint
CREATE POLICY "deleted_only" ON "purchases" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (invoice_id is null or source like 'import:%');--> statement-breakpoint
CREATE POLICY "deleted_only" ON "shipments" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (run_id in (select id from dispatch_runs where handed_over_at is null or source like 'import:%'));--> statement-breakpoint
CREATE POLICY "company" ON "product_components" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "stock_movements" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "mailing_profiles" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "mailing_sendings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "import_lines" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "import_parts" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "import_records" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "imports" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "alike_parties" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "different_parties" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "letter_templates" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "letterheads" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "party_merges" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "renewal_notices" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "renewal_notices" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (false);--> statement-breakpoint
CREATE POLICY "company" ON "renewal_series" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "renewal_steps" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "replacement_requests" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "returned_mail" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "returns_settings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "adjustments" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "duplicate_answers" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "holds" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));