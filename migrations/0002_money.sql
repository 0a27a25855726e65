CREATE TABLE "book_accounts" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "book_accounts_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "book_accounts_code_unique" UNIQUE("company_id","code"),
	CONSTRAINT "book_accounts_code_form" CHECK (code ~ '^[1-8][0-9A-Z]{2,11}$' and label <> '')
);
--> statement-breakpoint
ALTER TABLE "book_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "book_entries" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"journal" text NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"line" integer NOT NULL,
	"booked_on" date NOT NULL,
	"account_code" text NOT NULL,
	"account_label" text NOT NULL,
	"aux_code" text DEFAULT '' NOT NULL,
	"aux_label" text DEFAULT '' NOT NULL,
	"piece" text NOT NULL,
	"piece_on" date NOT NULL,
	"label" text NOT NULL,
	"debit_cents" bigint NOT NULL,
	"credit_cents" bigint NOT NULL,
	"validated_on" date NOT NULL,
	"record" text NOT NULL,
	"record_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "book_entries_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "book_entries_line" UNIQUE("company_id","year","number","line"),
	CONSTRAINT "book_entries_journal_known" CHECK (journal in ('VE', 'BQ', 'CA', 'OD', 'AN')),
	CONSTRAINT "book_entries_one_side" CHECK (debit_cents >= 0 and credit_cents >= 0 and (debit_cents = 0) <> (credit_cents = 0))
);
--> statement-breakpoint
ALTER TABLE "book_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "book_matches" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"letter" text NOT NULL,
	"matched_on" date NOT NULL,
	CONSTRAINT "book_matches_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "book_matches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "book_rules" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"tax_class" text,
	"territory" text,
	"vat_rate_bps" integer,
	"product_id" uuid,
	"account_code" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "book_rules_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "book_rules_once" UNIQUE NULLS NOT DISTINCT("company_id","purpose","tax_class","territory","vat_rate_bps","product_id"),
	CONSTRAINT "book_rules_purpose_known" CHECK (purpose in ('sales', 'vat', 'customers', 'deposits', 'deferred', 'bank', 'cash', 'cheques', 'card', 'direct-debit', 'rounding'))
);
--> statement-breakpoint
ALTER TABLE "book_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_allowances" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"deposit_id" uuid,
	"reason" text NOT NULL,
	"percent_bps" integer,
	"vat_category" text NOT NULL,
	"vat_rate_bps" integer NOT NULL,
	"net_cents" bigint NOT NULL,
	"vat_cents" bigint NOT NULL,
	"gross_cents" bigint NOT NULL,
	CONSTRAINT "invoice_allowances_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "invoice_allowances_position_unique" UNIQUE("company_id","invoice_id","position"),
	CONSTRAINT "invoice_allowances_kind_known" CHECK (kind in ('discount', 'charge', 'deposit') and (kind = 'deposit') = (deposit_id is not null)),
	CONSTRAINT "invoice_allowances_sum" CHECK (net_cents + vat_cents = gross_cents and gross_cents >= 0 and percent_bps between 0 and 10000),
	CONSTRAINT "invoice_allowances_vat_category_known" CHECK (vat_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O') and (vat_category = 'S') = (vat_rate_bps > 0))
);
--> statement-breakpoint
ALTER TABLE "invoice_allowances" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_series" (
	"company_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"next" integer DEFAULT 1 NOT NULL,
	"last_on" date,
	CONSTRAINT "invoice_series_pkey" PRIMARY KEY("company_id","kind","year"),
	CONSTRAINT "invoice_series_next" CHECK (next > 0)
);
--> statement-breakpoint
ALTER TABLE "invoice_series" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_states" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"issued_on" date,
	"due_on" date,
	"gross_cents" bigint DEFAULT 0 NOT NULL,
	"open_cents" bigint DEFAULT 0 NOT NULL,
	"cancelled_on" date,
	"cancelled_reason" text,
	"reminder_level" integer DEFAULT 0 NOT NULL,
	"reminded_on" date,
	"owner" text DEFAULT '' NOT NULL,
	"private_note" text DEFAULT '' NOT NULL,
	"printed_at" timestamp with time zone,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "invoice_states_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "invoice_states_open" CHECK (abs(open_cents) <= abs(gross_cents) and open_cents::numeric * gross_cents >= 0),
	CONSTRAINT "invoice_states_reminder_level" CHECK (reminder_level >= 0)
);
--> statement-breakpoint
ALTER TABLE "invoice_states" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoicing_settings" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"fiscal_year_start" integer DEFAULT 1 NOT NULL,
	"invoice_pattern" text DEFAULT 'FA-{yyyy}-{n:6}' NOT NULL,
	"credit_note_pattern" text DEFAULT 'AV-{yyyy}-{n:6}' NOT NULL,
	"deposit_pattern" text DEFAULT 'AC-{yyyy}-{n:6}' NOT NULL,
	"payment_days" integer DEFAULT 30 NOT NULL,
	"payment_month_end" text DEFAULT 'none' NOT NULL,
	CONSTRAINT "invoicing_settings_month" CHECK (fiscal_year_start between 1 and 12 and payment_days between 0 and 365),
	CONSTRAINT "invoicing_settings_month_end_known" CHECK (payment_month_end in ('none', 'after-days', 'before-days'))
);
--> statement-breakpoint
ALTER TABLE "invoicing_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "seller_versions" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"legal_name" text NOT NULL,
	"legal_form" text DEFAULT '' NOT NULL,
	"capital_cents" bigint,
	"siren" text DEFAULT '' NOT NULL,
	"nic" text DEFAULT '' NOT NULL,
	"register" text DEFAULT '' NOT NULL,
	"vat_number" text DEFAULT '' NOT NULL,
	"vat_scheme" text DEFAULT 'normal' NOT NULL,
	"vat_on_debits" boolean DEFAULT false NOT NULL,
	"lines" text DEFAULT '' NOT NULL,
	"postcode" text DEFAULT '' NOT NULL,
	"town" text DEFAULT '' NOT NULL,
	"country" char(2) DEFAULT 'FR' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"iban" text DEFAULT '' NOT NULL,
	"bic" text DEFAULT '' NOT NULL,
	"electronic_address" text DEFAULT '' NOT NULL,
	"logo" text DEFAULT '' NOT NULL,
	"colour" text DEFAULT '#1f4e79' NOT NULL,
	"late_penalty" text DEFAULT '' NOT NULL,
	"early_discount" text DEFAULT '' NOT NULL,
	"footer" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "seller_versions_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "seller_versions_named" CHECK (legal_name <> ''),
	CONSTRAINT "seller_versions_siren_form" CHECK (siren ~ '^([0-9]{9})?$' and nic ~ '^([0-9]{5})?$'),
	CONSTRAINT "seller_versions_scheme_known" CHECK (vat_scheme in ('normal', 'franchise')),
	CONSTRAINT "seller_versions_colour_form" CHECK (colour ~ '^#[0-9a-f]{6}$'),
	CONSTRAINT "seller_versions_logo_small" CHECK (logo = '' or (logo like 'data:image/%' and octet_length(logo) <= 200000))
);
--> statement-breakpoint
ALTER TABLE "seller_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journal_closings" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"period" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"last_sequence" bigint NOT NULL,
	"last_hash" text NOT NULL,
	"facts" text NOT NULL,
	"signature" text NOT NULL,
	"key_id" text NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "journal_closings_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "journal_closings_period" UNIQUE("company_id","period","starts_on"),
	CONSTRAINT "journal_closings_period_known" CHECK (period in ('day', 'month', 'year') and ends_on >= starts_on)
);
--> statement-breakpoint
ALTER TABLE "journal_closings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journal_entries" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"kind" text NOT NULL,
	"record_id" uuid NOT NULL,
	"on" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"facts" text NOT NULL,
	"gross_cents" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "journal_entries_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "journal_entries_sequence" UNIQUE("company_id","sequence"),
	CONSTRAINT "journal_entries_sequence_positive" CHECK (sequence > 0 and hash ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "journal_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bank_accounts" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"iban" text DEFAULT '' NOT NULL,
	"bic" text DEFAULT '' NOT NULL,
	"account_code" text DEFAULT '512000' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "bank_accounts_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "bank_accounts_name_unique" UNIQUE("company_id","name"),
	CONSTRAINT "bank_accounts_named" CHECK (name <> '')
);
--> statement-breakpoint
ALTER TABLE "bank_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bank_movements" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"booked_on" date NOT NULL,
	"value_on" date,
	"cents" bigint NOT NULL,
	"other_name" text DEFAULT '' NOT NULL,
	"other_iban" text DEFAULT '' NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"bank_reference" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"payment_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	"proposal" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "bank_movements_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "bank_movements_once" UNIQUE("company_id","bank_account_id","bank_reference"),
	CONSTRAINT "bank_movements_state_known" CHECK (state in ('open', 'matched', 'set-aside') and (state = 'matched') = (payment_id is not null))
);
--> statement-breakpoint
ALTER TABLE "bank_movements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bank_statements" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"sha256" text NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "bank_statements_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "bank_statements_once" UNIQUE("company_id","bank_account_id","sha256"),
	CONSTRAINT "bank_statements_format_known" CHECK (format in ('camt.053', 'csv'))
);
--> statement-breakpoint
ALTER TABLE "bank_statements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cheque_deposits" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"deposited_on" date NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "cheque_deposits_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "cheque_deposits_number_unique" UNIQUE("company_id","number")
);
--> statement-breakpoint
ALTER TABLE "cheque_deposits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_allocations" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"payment_id" uuid,
	"credit_note_id" uuid,
	"cents" bigint NOT NULL,
	"allocated_on" date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "payment_allocations_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "payment_allocations_from" CHECK (num_nulls(payment_id, credit_note_id) = 1 and cents <> 0)
);
--> statement-breakpoint
ALTER TABLE "payment_allocations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payment_states" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"received_on" date NOT NULL,
	"cents" bigint NOT NULL,
	"open_cents" bigint NOT NULL,
	"deposit_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "payment_states_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "payment_states_open_cents" CHECK (abs(open_cents) <= abs(cents) and open_cents::numeric * cents >= 0)
);
--> statement-breakpoint
ALTER TABLE "payment_states" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"method" text NOT NULL,
	"received_on" date NOT NULL,
	"cents" bigint NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"drawer" text DEFAULT '' NOT NULL,
	"bank_account_id" uuid,
	"undoes_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"source" text DEFAULT 'hand' NOT NULL,
	"source_reference" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "payments_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "payments_number_unique" UNIQUE("company_id","number"),
	CONSTRAINT "payments_source_unique" UNIQUE("company_id","source","source_reference"),
	CONSTRAINT "payments_method_known" CHECK (method in ('cash', 'cheque', 'transfer', 'card', 'direct-debit')),
	CONSTRAINT "payments_something" CHECK (cents <> 0)
);
--> statement-breakpoint
ALTER TABLE "payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reminder_levels" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"level" integer NOT NULL,
	"name" text NOT NULL,
	"days_late" integer NOT NULL,
	"days_since_last" integer DEFAULT 7 NOT NULL,
	"channel" text DEFAULT 'mail' NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reminder_levels_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "reminder_levels_level_unique" UNIQUE("company_id","level"),
	CONSTRAINT "reminder_levels_channel_known" CHECK (channel in ('mail', 'letter')),
	CONSTRAINT "reminder_levels_steps" CHECK (level > 0 and days_late >= 0 and days_since_last >= 0)
);
--> statement-breakpoint
ALTER TABLE "reminder_levels" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "reminders" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"level" integer NOT NULL,
	"reminded_on" date NOT NULL,
	"channel" text NOT NULL,
	"open_cents" bigint NOT NULL,
	"batch_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reminders_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "reminders_once" UNIQUE("company_id","invoice_id","level"),
	CONSTRAINT "reminders_channel_known" CHECK (channel in ('mail', 'letter'))
);
--> statement-breakpoint
ALTER TABLE "reminders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "tax_class" text;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "supply" text DEFAULT 'goods' NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "cppap_until" date;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "unit_cents" bigint;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "discount_bps" integer;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "discount_cents" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "discount_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "vat_category" text DEFAULT 'S' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "period_from" date;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "period_to" date;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "credits_line_id" uuid;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "kind" text DEFAULT 'invoice' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "series_kind" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "series_year" integer;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "series_number" integer;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "credits_id" uuid;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "drafted_on" date;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "supplied_on" date;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "language" text DEFAULT 'fr' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "price_basis" text DEFAULT 'gross' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "territory" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "payment_days" integer;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "payment_month_end" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "payment_method" text;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "buyer_reference" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "purchase_order" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "contract_reference" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "delivery_address" jsonb;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "buyer" jsonb;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "seller_id" uuid;--> statement-breakpoint
ALTER TABLE "parties" ADD COLUMN "siren" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "parties" ADD COLUMN "vat_number" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "parties" ADD COLUMN "language" text DEFAULT 'fr' NOT NULL;--> statement-breakpoint
ALTER TABLE "parties" ADD COLUMN "electronic_address" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_allowances" ADD CONSTRAINT "invoice_allowances_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_allowances" ADD CONSTRAINT "invoice_allowances_deposit" FOREIGN KEY ("company_id","deposit_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_states" ADD CONSTRAINT "invoice_states_invoice" FOREIGN KEY ("company_id","id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_states" ADD CONSTRAINT "invoice_states_customer" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_movements" ADD CONSTRAINT "bank_movements_statement" FOREIGN KEY ("company_id","statement_id") REFERENCES "public"."bank_statements"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_movements" ADD CONSTRAINT "bank_movements_bank_account" FOREIGN KEY ("company_id","bank_account_id") REFERENCES "public"."bank_accounts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_movements" ADD CONSTRAINT "bank_movements_payment" FOREIGN KEY ("company_id","payment_id") REFERENCES "public"."payments"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_statements" ADD CONSTRAINT "bank_statements_bank_account" FOREIGN KEY ("company_id","bank_account_id") REFERENCES "public"."bank_accounts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cheque_deposits" ADD CONSTRAINT "cheque_deposits_bank_account" FOREIGN KEY ("company_id","bank_account_id") REFERENCES "public"."bank_accounts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_payment" FOREIGN KEY ("company_id","payment_id") REFERENCES "public"."payments"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_allocations" ADD CONSTRAINT "payment_allocations_credit_note" FOREIGN KEY ("company_id","credit_note_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_states" ADD CONSTRAINT "payment_states_payment" FOREIGN KEY ("company_id","id") REFERENCES "public"."payments"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_states" ADD CONSTRAINT "payment_states_customer" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_states" ADD CONSTRAINT "payment_states_deposit" FOREIGN KEY ("company_id","deposit_id") REFERENCES "public"."cheque_deposits"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_bank_account" FOREIGN KEY ("company_id","bank_account_id") REFERENCES "public"."bank_accounts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_undoes" FOREIGN KEY ("company_id","undoes_id") REFERENCES "public"."payments"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "book_entries_record" ON "book_entries" USING btree ("company_id","record_id");--> statement-breakpoint
CREATE INDEX "book_entries_account" ON "book_entries" USING btree ("company_id","account_code","booked_on");--> statement-breakpoint
CREATE INDEX "book_entries_booked_on" ON "book_entries" USING btree ("company_id","journal","booked_on");--> statement-breakpoint
CREATE INDEX "book_matches_letter" ON "book_matches" USING btree ("company_id","letter");--> statement-breakpoint
CREATE INDEX "invoice_allowances_deposit_id" ON "invoice_allowances" USING btree ("company_id","deposit_id") WHERE deposit_id is not null;--> statement-breakpoint
CREATE INDEX "invoice_states_customer_id" ON "invoice_states" USING btree ("company_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "invoice_states_due_on" ON "invoice_states" USING btree ("company_id","due_on","id") WHERE open_cents <> 0;--> statement-breakpoint
CREATE INDEX "invoice_states_open_of_customer" ON "invoice_states" USING btree ("company_id","customer_id","due_on") WHERE open_cents <> 0;--> statement-breakpoint
CREATE INDEX "seller_versions_created" ON "seller_versions" USING btree ("company_id","created_at");--> statement-breakpoint
CREATE INDEX "journal_entries_record" ON "journal_entries" USING btree ("company_id","record_id","sequence");--> statement-breakpoint
CREATE INDEX "journal_entries_on" ON "journal_entries" USING btree ("company_id","on","sequence");--> statement-breakpoint
CREATE INDEX "bank_movements_statement_id" ON "bank_movements" USING btree ("company_id","statement_id","line");--> statement-breakpoint
CREATE INDEX "bank_movements_open" ON "bank_movements" USING btree ("company_id","booked_on","id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "bank_movements_payment_once" ON "bank_movements" USING btree ("company_id","payment_id") WHERE payment_id is not null;--> statement-breakpoint
CREATE INDEX "payment_allocations_invoice_id" ON "payment_allocations" USING btree ("company_id","invoice_id");--> statement-breakpoint
CREATE INDEX "payment_allocations_payment_id" ON "payment_allocations" USING btree ("company_id","payment_id") WHERE payment_id is not null;--> statement-breakpoint
CREATE INDEX "payment_allocations_credit_note_id" ON "payment_allocations" USING btree ("company_id","credit_note_id") WHERE credit_note_id is not null;--> statement-breakpoint
CREATE INDEX "payment_states_customer_id" ON "payment_states" USING btree ("company_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "payment_states_open" ON "payment_states" USING btree ("company_id","customer_id") WHERE open_cents <> 0;--> statement-breakpoint
CREATE INDEX "payment_states_deposit_id" ON "payment_states" USING btree ("company_id","deposit_id") WHERE deposit_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_undone_once" ON "payments" USING btree ("company_id","undoes_id") WHERE undoes_id is not null;--> statement-breakpoint
CREATE INDEX "payments_received_on" ON "payments" USING btree ("company_id","received_on","id");--> statement-breakpoint
CREATE INDEX "reminders_batch" ON "reminders" USING btree ("company_id","batch_id");--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_credits" FOREIGN KEY ("company_id","credits_line_id") REFERENCES "public"."invoice_lines"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_credits" FOREIGN KEY ("company_id","credits_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_seller" FOREIGN KEY ("company_id","seller_id") REFERENCES "public"."seller_versions"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoice_lines_credits_line_id" ON "invoice_lines" USING btree ("company_id","credits_line_id") WHERE credits_line_id is not null;--> statement-breakpoint
CREATE INDEX "invoices_drafts" ON "invoices" USING btree ("company_id","id") WHERE issued_on is null;--> statement-breakpoint
CREATE INDEX "invoices_credits_id" ON "invoices" USING btree ("company_id","credits_id") WHERE credits_id is not null;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_series_unique" UNIQUE("company_id","series_kind","series_year","series_number");--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_tax_class_known" CHECK (tax_class in ('normal', 'intermediate', 'reduced', 'press', 'none'));--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_supply_known" CHECK (supply in ('goods', 'services'));--> statement-breakpoint
UPDATE "invoice_lines" SET "vat_category" = 'Z' WHERE "vat_rate_bps" = 0;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_vat_category_known" CHECK (vat_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O') and (vat_category = 'S') = (vat_rate_bps > 0));--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_discount" CHECK (discount_cents >= 0 and discount_bps between 0 and 10000);--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_period" CHECK (period_to >= period_from);--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_kind_known" CHECK (kind in ('invoice', 'credit-note', 'deposit'));--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_basis_known" CHECK (price_basis in ('gross', 'net') and language in ('fr', 'en'));--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_in_series" CHECK (num_nulls(series_kind, series_year, series_number) in (0, 3) and (series_kind is null or number is not null));--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_credit_note" CHECK (credits_id is null or kind = 'credit-note');--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_sum" CHECK (net_cents + vat_cents = gross_cents);--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_terms" CHECK (payment_days between 0 and 365 and payment_month_end in ('none', 'after-days', 'before-days'));--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_siren_form" CHECK (siren ~ '^([0-9]{9})?$' and vat_number ~ '^([A-Z]{2}[0-9A-Z]{2,13})?$');--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_language_known" CHECK (language in ('fr', 'en'));--> statement-breakpoint
CREATE POLICY "changed_only" ON "invoice_lines" AS RESTRICTIVE FOR UPDATE TO "facteur_app" USING (invoice_id in (select id from invoices where issued_on is null or source like 'import:%'));--> statement-breakpoint
CREATE POLICY "changed_only" ON "invoices" AS RESTRICTIVE FOR UPDATE TO "facteur_app" USING (issued_on is null or source like 'import:%');--> statement-breakpoint
CREATE POLICY "company" ON "book_accounts" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "book_entries" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "book_matches" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "book_rules" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "invoice_allowances" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "invoice_allowances" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (invoice_id in (select id from invoices where issued_on is null or source like 'import:%'));--> statement-breakpoint
CREATE POLICY "changed_only" ON "invoice_allowances" AS RESTRICTIVE FOR UPDATE TO "facteur_app" USING (invoice_id in (select id from invoices where issued_on is null or source like 'import:%'));--> statement-breakpoint
CREATE POLICY "company" ON "invoice_series" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "invoice_states" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "invoice_states" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (id in (select id from invoices where issued_on is null or source like 'import:%'));--> statement-breakpoint
CREATE POLICY "company" ON "invoicing_settings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "seller_versions" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "seller_versions" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (false);--> statement-breakpoint
CREATE POLICY "changed_only" ON "seller_versions" AS RESTRICTIVE FOR UPDATE TO "facteur_app" USING (false);--> statement-breakpoint
CREATE POLICY "company" ON "journal_closings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "journal_entries" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "bank_accounts" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "bank_movements" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "bank_statements" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "cheque_deposits" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "payment_allocations" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "payment_states" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "payments" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "reminder_levels" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "reminders" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
ALTER POLICY "deleted_only" ON "invoice_lines" TO facteur_app USING (invoice_id in (select id from invoices where issued_on is null or source like 'import:%'));--> statement-breakpoint
ALTER POLICY "deleted_only" ON "invoices" TO facteur_app USING (issued_on is null or source like 'import:%');--> statement-breakpoint
INSERT INTO "invoice_states" ("company_id", "id", "customer_id", "issued_on", "gross_cents", "cancelled_on", "cancelled_reason") SELECT "company_id", "id", "customer_id", "issued_on", "gross_cents", "cancelled_on", "cancelled_reason" FROM "invoices";
