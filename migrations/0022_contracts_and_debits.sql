CREATE TABLE "contract_lines" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"from_on" date,
	"until_on" date,
	"product_id" uuid,
	"label" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"quantity" integer NOT NULL,
	"unit_cents" bigint,
	"discount_bps" integer DEFAULT 0 NOT NULL,
	"vat_rate_bps" integer,
	"recipient_id" uuid,
	"gift" boolean DEFAULT false NOT NULL,
	"renews_purchase_id" uuid,
	"price_change_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contract_lines_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "contract_lines_quantity" CHECK (quantity > 0 and discount_bps between 0 and 10000 and vat_rate_bps between 0 and 10000),
	CONSTRAINT "contract_lines_text" CHECK (product_id is not null or (label <> '' and unit_cents is not null and vat_rate_bps is not null)),
	CONSTRAINT "contract_lines_in_order" CHECK (until_on >= from_on)
);
--> statement-breakpoint
ALTER TABLE "contract_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contract_price_changes" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"label" text NOT NULL,
	"from_on" date NOT NULL,
	"kind" text NOT NULL,
	"value" bigint NOT NULL,
	"rounded_to" integer DEFAULT 1 NOT NULL,
	"contract_count" integer DEFAULT 0 NOT NULL,
	"notice_text" text DEFAULT '' NOT NULL,
	"undone_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contract_price_changes_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "contract_price_changes_known" CHECK (kind in ('percent', 'amount', 'price') and label <> '' and rounded_to between 1 and 10000)
);
--> statement-breakpoint
ALTER TABLE "contract_price_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contract_term_invoices" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"term_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contract_term_invoices_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "contract_term_invoices_once" UNIQUE("company_id","term_id","invoice_id")
);
--> statement-breakpoint
ALTER TABLE "contract_term_invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contract_terms" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"invoice_on" date NOT NULL,
	"invoice_id" uuid,
	"again_from" integer DEFAULT 0 NOT NULL,
	"skipped_on" date,
	"skipped_reason" text DEFAULT '' NOT NULL,
	"cancelled_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contract_terms_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "contract_terms_in_order" CHECK (ends_on >= starts_on and place > 0),
	CONSTRAINT "contract_terms_one_outcome" CHECK (num_nonnulls(invoice_id, skipped_on) < 2 and (invoice_id is null or cancelled_on is null)),
	CONSTRAINT "contract_terms_skipped_has_reason" CHECK (skipped_on is null or skipped_reason <> '')
);
--> statement-breakpoint
ALTER TABLE "contract_terms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contracts" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"payer_id" uuid,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"activated_on" date,
	"paused_from" date,
	"paused_to" date,
	"terminated_on" date,
	"terminated_reason" text DEFAULT '' NOT NULL,
	"owner" text DEFAULT '' NOT NULL,
	"payment_method" text,
	"payment_days" integer,
	"payment_month_end" text,
	"mandate_id" uuid,
	"private_note" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"buyer_reference" text DEFAULT '' NOT NULL,
	"purchase_order" text DEFAULT '' NOT NULL,
	"price_basis" text DEFAULT 'gross' NOT NULL,
	"currency" text DEFAULT 'EUR' NOT NULL,
	"every" integer DEFAULT 1 NOT NULL,
	"unit" text DEFAULT 'month' NOT NULL,
	"day_rule" text DEFAULT 'same' NOT NULL,
	"fixed_day" integer,
	"invoice_on" text DEFAULT 'start' NOT NULL,
	"invoice_days" integer DEFAULT 0 NOT NULL,
	"prorated" boolean DEFAULT false NOT NULL,
	"plans_to_end" boolean DEFAULT true NOT NULL,
	"invoicing" text DEFAULT 'manual' NOT NULL,
	"review_days" integer DEFAULT 3 NOT NULL,
	"grouped" boolean DEFAULT false NOT NULL,
	"renewal" text DEFAULT 'none' NOT NULL,
	"renewal_every" integer DEFAULT 1 NOT NULL,
	"renewal_unit" text DEFAULT 'year' NOT NULL,
	"alert_days" integer DEFAULT 60 NOT NULL,
	"renews_id" uuid,
	"origin_invoice_id" uuid,
	"source" text DEFAULT 'hand' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contracts_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "contracts_number_unique" UNIQUE("company_id","number"),
	CONSTRAINT "contracts_named" CHECK (title <> '' and (terminated_on is null or terminated_reason <> '')),
	CONSTRAINT "contracts_in_order" CHECK (ends_on >= starts_on and terminated_on >= starts_on - 1 and paused_to >= paused_from),
	CONSTRAINT "contracts_interval" CHECK (every between 1 and 1000 and renewal_every between 1 and 1000),
	CONSTRAINT "contracts_units_known" CHECK (unit in ('day', 'week', 'month', 'year') and renewal_unit in ('day', 'week', 'month', 'year')),
	CONSTRAINT "contracts_day_rule_known" CHECK (day_rule in ('same', 'last', 'fixed') and (day_rule = 'fixed') = (fixed_day is not null)),
	CONSTRAINT "contracts_days" CHECK (fixed_day between 1 and 31 and invoice_days between 0 and 366 and review_days between 0 and 90 and alert_days between 0 and 366),
	CONSTRAINT "contracts_invoice_on_known" CHECK (invoice_on in ('start', 'end', 'before', 'day') and (invoice_on <> 'day' or invoice_days between 1 and 31)),
	CONSTRAINT "contracts_ways_known" CHECK (invoicing in ('manual', 'draft', 'issue') and renewal in ('none', 'proposed', 'tacit') and (renewal = 'none' or ends_on is not null)),
	CONSTRAINT "contracts_basis_known" CHECK (price_basis in ('gross', 'net') and payment_days between 0 and 365 and payment_month_end in ('none', 'after-days', 'before-days')),
	CONSTRAINT "contracts_paused_known" CHECK (paused_to is null or paused_from is not null)
);
--> statement-breakpoint
ALTER TABLE "contracts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "debit_batches" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"scheme" text NOT NULL,
	"collect_on" date NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"file_version" text NOT NULL,
	"message_reference" text NOT NULL,
	"debit_count" integer DEFAULT 0 NOT NULL,
	"cents" bigint DEFAULT 0 NOT NULL,
	"sha256" text,
	"handed_over_at" timestamp with time zone,
	"handed_over_by" text,
	"collected_on" date,
	"cancelled_on" date,
	"cancelled_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "debit_batches_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "debit_batches_number_unique" UNIQUE("company_id","number"),
	CONSTRAINT "debit_batches_message_unique" UNIQUE("company_id","message_reference"),
	CONSTRAINT "debit_batches_scheme_known" CHECK (scheme in ('core', 'b2b') and file_version in ('08', '02')),
	CONSTRAINT "debit_batches_counts" CHECK (debit_count >= 0 and cents >= 0),
	CONSTRAINT "debit_batches_cancelled_has_reason" CHECK (cancelled_on is null or cancelled_reason <> '')
);
--> statement-breakpoint
ALTER TABLE "debit_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "debit_notices" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"mandate_id" uuid NOT NULL,
	"collect_on" date NOT NULL,
	"cents" bigint NOT NULL,
	"noticed_on" date NOT NULL,
	"channel" text NOT NULL,
	"sent_to" text DEFAULT '' NOT NULL,
	"message_id" uuid,
	"cancelled_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "debit_notices_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "debit_notices_channel_known" CHECK (channel in ('mail', 'letter', 'invoice', 'schedule')),
	CONSTRAINT "debit_notices_before" CHECK (noticed_on <= collect_on and cents > 0)
);
--> statement-breakpoint
ALTER TABLE "debit_notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "debit_return_files" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"sha256" text NOT NULL,
	"read_count" integer DEFAULT 0 NOT NULL,
	"taken_count" integer DEFAULT 0 NOT NULL,
	"refused" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "debit_return_files_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "debit_return_files_once" UNIQUE("company_id","sha256"),
	CONSTRAINT "debit_return_files_format_known" CHECK (format in ('pain.002', 'camt.053', 'camt.054')),
	CONSTRAINT "debit_return_files_counts" CHECK (taken_count between 0 and read_count)
);
--> statement-breakpoint
ALTER TABLE "debit_return_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "debit_returns" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"debit_id" uuid NOT NULL,
	"file_id" uuid,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"returned_on" date NOT NULL,
	"charge_cents" bigint DEFAULT 0 NOT NULL,
	"retry_on" date,
	"undone_payment_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "debit_returns_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "debit_returns_once" UNIQUE("company_id","debit_id"),
	CONSTRAINT "debit_returns_kind_known" CHECK (kind in ('reject', 'return', 'refund', 'reversal', 'cancellation')),
	CONSTRAINT "debit_returns_charge" CHECK (charge_cents >= 0 and code <> '')
);
--> statement-breakpoint
ALTER TABLE "debit_returns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "debits" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"mandate_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"notice_id" uuid,
	"attempt" integer DEFAULT 1 NOT NULL,
	"cents" bigint NOT NULL,
	"collect_on" date NOT NULL,
	"sequence" text NOT NULL,
	"end_to_end_id" text NOT NULL,
	"remittance" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"payment_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "debits_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "debits_end_to_end_unique" UNIQUE("company_id","end_to_end_id"),
	CONSTRAINT "debits_state_known" CHECK (state in ('planned', 'sent', 'collected', 'returned', 'cancelled')),
	CONSTRAINT "debits_sequence_known" CHECK (sequence in ('RCUR', 'OOFF', 'FRST', 'FNAL')),
	CONSTRAINT "debits_amount" CHECK (cents between 1 and 99999999999 and attempt > 0),
	CONSTRAINT "debits_collected_paid" CHECK (state <> 'collected' or payment_id is not null)
);
--> statement-breakpoint
ALTER TABLE "debits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contract_notices" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about_on" date NOT NULL,
	"contact_id" uuid,
	"noticed_on" date NOT NULL,
	"channel" text NOT NULL,
	"sent_to" text DEFAULT '' NOT NULL,
	"message_id" uuid,
	"cancelled_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contract_notices_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "contract_notices_known" CHECK (kind in ('tacit', 'proposal', 'alert', 'price') and channel in ('mail', 'letter', 'screen'))
);
--> statement-breakpoint
ALTER TABLE "contract_notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contract_settings" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"term_states" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"notice_days" integer DEFAULT 60 NOT NULL,
	"automatic" boolean DEFAULT false NOT NULL,
	CONSTRAINT "contract_settings_notice" CHECK (notice_days between 31 and 92)
);
--> statement-breakpoint
ALTER TABLE "contract_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "debit_settings" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"creditor_id" text NOT NULL,
	"creditor_name" text NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"file_version" text DEFAULT '08' NOT NULL,
	"notice_days" integer DEFAULT 14 NOT NULL,
	"lead_days" integer DEFAULT 2 NOT NULL,
	"mandate_pattern" text DEFAULT 'M{n:6}' NOT NULL,
	"retries" integer DEFAULT 1 NOT NULL,
	"retry_days" integer DEFAULT 10 NOT NULL,
	"stop_after" integer,
	"automatic" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "debit_settings_version_known" CHECK (file_version in ('08', '02')),
	CONSTRAINT "debit_settings_bounds" CHECK (notice_days between 0 and 60 and lead_days between 1 and 10 and retries between 0 and 5
        and retry_days between 1 and 60 and stop_after between 1 and 12),
	CONSTRAINT "debit_settings_named" CHECK (creditor_id <> '' and creditor_name <> '' and mandate_pattern <> '')
);
--> statement-breakpoint
ALTER TABLE "debit_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mandate_amendments" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"mandate_id" uuid NOT NULL,
	"amended_on" date NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"old_reference" text,
	"old_sealed_iban" text,
	"old_iban_end" char(4),
	"same_bank" boolean DEFAULT false NOT NULL,
	"old_creditor_id" text,
	"old_creditor_name" text,
	"told_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "mandate_amendments_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "mandate_amendments_said" CHECK (num_nonnulls(old_reference, old_sealed_iban, old_creditor_id, old_creditor_name) > 0)
);
--> statement-breakpoint
ALTER TABLE "mandate_amendments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mandate_proofs" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"mandate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "mandate_proofs_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "mandate_proofs_once" UNIQUE("company_id","mandate_id","sha256"),
	CONSTRAINT "mandate_proofs_kind_known" CHECK (kind in ('scan', 'electronic', 'other')),
	CONSTRAINT "mandate_proofs_small" CHECK (octet_length(content) between 1 and 5242880)
);
--> statement-breakpoint
ALTER TABLE "mandate_proofs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mandates" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reference" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"scheme" text DEFAULT 'core' NOT NULL,
	"frequency" text DEFAULT 'recurrent' NOT NULL,
	"debtor_name" text NOT NULL,
	"lines" text DEFAULT '' NOT NULL,
	"postcode" text DEFAULT '' NOT NULL,
	"town" text DEFAULT '' NOT NULL,
	"country" char(2) DEFAULT 'FR' NOT NULL,
	"sealed_iban" text NOT NULL,
	"iban_end" char(4) NOT NULL,
	"iban_country" char(2) NOT NULL,
	"bic" text DEFAULT '' NOT NULL,
	"notice_days" integer,
	"signed_on" date,
	"signed_town" text DEFAULT '' NOT NULL,
	"revoked_on" date,
	"revoked_reason" text DEFAULT '' NOT NULL,
	"used_on" date,
	"language" text DEFAULT 'fr' NOT NULL,
	"source" text DEFAULT 'hand' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "mandates_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "mandates_reference_unique" UNIQUE("company_id","reference"),
	CONSTRAINT "mandates_scheme_known" CHECK (scheme in ('core', 'b2b') and frequency in ('recurrent', 'one-off')),
	CONSTRAINT "mandates_reference_form" CHECK (reference ~ '^[A-Za-z0-9+?/:().,''-]([A-Za-z0-9+?/:().,'' -]{0,33}[A-Za-z0-9+?/:().,''-])?$'),
	CONSTRAINT "mandates_notice" CHECK (notice_days between 0 and 60 and language in ('fr', 'en')),
	CONSTRAINT "mandates_named" CHECK (debtor_name <> '' and sealed_iban <> ''),
	CONSTRAINT "mandates_revoked_has_reason" CHECK (revoked_on is null or revoked_reason <> '')
);
--> statement-breakpoint
ALTER TABLE "mandates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "contract_lines" ADD CONSTRAINT "contract_lines_contract" FOREIGN KEY ("company_id","contract_id") REFERENCES "public"."contracts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_lines" ADD CONSTRAINT "contract_lines_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_lines" ADD CONSTRAINT "contract_lines_recipient" FOREIGN KEY ("company_id","recipient_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_lines" ADD CONSTRAINT "contract_lines_renews_purchase" FOREIGN KEY ("company_id","renews_purchase_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_lines" ADD CONSTRAINT "contract_lines_price_change" FOREIGN KEY ("company_id","price_change_id") REFERENCES "public"."contract_price_changes"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_term_invoices" ADD CONSTRAINT "contract_term_invoices_term" FOREIGN KEY ("company_id","term_id") REFERENCES "public"."contract_terms"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_term_invoices" ADD CONSTRAINT "contract_term_invoices_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_terms" ADD CONSTRAINT "contract_terms_contract" FOREIGN KEY ("company_id","contract_id") REFERENCES "public"."contracts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_terms" ADD CONSTRAINT "contract_terms_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_customer" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_payer" FOREIGN KEY ("company_id","payer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_mandate" FOREIGN KEY ("company_id","mandate_id") REFERENCES "public"."mandates"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_renews" FOREIGN KEY ("company_id","renews_id") REFERENCES "public"."contracts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_origin_invoice" FOREIGN KEY ("company_id","origin_invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_batches" ADD CONSTRAINT "debit_batches_bank_account" FOREIGN KEY ("company_id","bank_account_id") REFERENCES "public"."bank_accounts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_notices" ADD CONSTRAINT "debit_notices_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_notices" ADD CONSTRAINT "debit_notices_mandate" FOREIGN KEY ("company_id","mandate_id") REFERENCES "public"."mandates"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_notices" ADD CONSTRAINT "debit_notices_message" FOREIGN KEY ("company_id","message_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_returns" ADD CONSTRAINT "debit_returns_debit" FOREIGN KEY ("company_id","debit_id") REFERENCES "public"."debits"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_returns" ADD CONSTRAINT "debit_returns_file" FOREIGN KEY ("company_id","file_id") REFERENCES "public"."debit_return_files"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_returns" ADD CONSTRAINT "debit_returns_payment" FOREIGN KEY ("company_id","undone_payment_id") REFERENCES "public"."payments"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debits" ADD CONSTRAINT "debits_batch" FOREIGN KEY ("company_id","batch_id") REFERENCES "public"."debit_batches"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debits" ADD CONSTRAINT "debits_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debits" ADD CONSTRAINT "debits_mandate" FOREIGN KEY ("company_id","mandate_id") REFERENCES "public"."mandates"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debits" ADD CONSTRAINT "debits_customer" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debits" ADD CONSTRAINT "debits_notice" FOREIGN KEY ("company_id","notice_id") REFERENCES "public"."debit_notices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debits" ADD CONSTRAINT "debits_payment" FOREIGN KEY ("company_id","payment_id") REFERENCES "public"."payments"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_notices" ADD CONSTRAINT "contract_notices_contract" FOREIGN KEY ("company_id","contract_id") REFERENCES "public"."contracts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_notices" ADD CONSTRAINT "contract_notices_contact" FOREIGN KEY ("company_id","contact_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_notices" ADD CONSTRAINT "contract_notices_message" FOREIGN KEY ("company_id","message_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debit_settings" ADD CONSTRAINT "debit_settings_bank_account" FOREIGN KEY ("company_id","bank_account_id") REFERENCES "public"."bank_accounts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate_amendments" ADD CONSTRAINT "mandate_amendments_mandate" FOREIGN KEY ("company_id","mandate_id") REFERENCES "public"."mandates"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate_proofs" ADD CONSTRAINT "mandate_proofs_mandate" FOREIGN KEY ("company_id","mandate_id") REFERENCES "public"."mandates"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandates" ADD CONSTRAINT "mandates_customer" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contract_lines_contract_id" ON "contract_lines" USING btree ("company_id","contract_id","position","from_on");--> statement-breakpoint
CREATE INDEX "contract_lines_product_id" ON "contract_lines" USING btree ("company_id","product_id") WHERE product_id is not null;--> statement-breakpoint
CREATE INDEX "contract_lines_recipient_id" ON "contract_lines" USING btree ("company_id","recipient_id") WHERE recipient_id is not null;--> statement-breakpoint
CREATE INDEX "contract_lines_renews_purchase_id" ON "contract_lines" USING btree ("company_id","renews_purchase_id") WHERE renews_purchase_id is not null;--> statement-breakpoint
CREATE INDEX "contract_lines_price_change_id" ON "contract_lines" USING btree ("company_id","price_change_id") WHERE price_change_id is not null;--> statement-breakpoint
CREATE INDEX "contract_price_changes_from_on" ON "contract_price_changes" USING btree ("company_id","from_on","id");--> statement-breakpoint
CREATE INDEX "contract_term_invoices_invoice_id" ON "contract_term_invoices" USING btree ("company_id","invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contract_terms_place_once" ON "contract_terms" USING btree ("company_id","contract_id","place") WHERE cancelled_on is null;--> statement-breakpoint
CREATE UNIQUE INDEX "contract_terms_start_once" ON "contract_terms" USING btree ("company_id","contract_id","starts_on") WHERE cancelled_on is null;--> statement-breakpoint
CREATE INDEX "contract_terms_contract_id" ON "contract_terms" USING btree ("company_id","contract_id","starts_on");--> statement-breakpoint
CREATE INDEX "contract_terms_to_invoice" ON "contract_terms" USING btree ("company_id","invoice_on","id") WHERE invoice_id is null and skipped_on is null and cancelled_on is null;--> statement-breakpoint
CREATE INDEX "contract_terms_invoice_on" ON "contract_terms" USING btree ("company_id","invoice_on","id");--> statement-breakpoint
CREATE INDEX "contract_terms_invoice_id" ON "contract_terms" USING btree ("company_id","invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "contracts_renewed_once" ON "contracts" USING btree ("company_id","renews_id") WHERE renews_id is not null;--> statement-breakpoint
CREATE INDEX "contracts_customer_id" ON "contracts" USING btree ("company_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "contracts_payer_id" ON "contracts" USING btree ("company_id","payer_id","id") WHERE payer_id is not null;--> statement-breakpoint
CREATE INDEX "contracts_mandate_id" ON "contracts" USING btree ("company_id","mandate_id") WHERE mandate_id is not null;--> statement-breakpoint
CREATE INDEX "contracts_origin_invoice_id" ON "contracts" USING btree ("company_id","origin_invoice_id") WHERE origin_invoice_id is not null;--> statement-breakpoint
CREATE INDEX "contracts_ends_on" ON "contracts" USING btree ("company_id","ends_on","id");--> statement-breakpoint
CREATE INDEX "contracts_starts_on" ON "contracts" USING btree ("company_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "debit_batches_collect_on" ON "debit_batches" USING btree ("company_id","collect_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "debit_notices_once" ON "debit_notices" USING btree ("company_id","invoice_id","collect_on") WHERE cancelled_on is null;--> statement-breakpoint
CREATE INDEX "debit_notices_mandate_id" ON "debit_notices" USING btree ("company_id","mandate_id","collect_on");--> statement-breakpoint
CREATE INDEX "debit_notices_message_id" ON "debit_notices" USING btree ("company_id","message_id") WHERE message_id is not null;--> statement-breakpoint
CREATE INDEX "debit_return_files_created" ON "debit_return_files" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE INDEX "debit_returns_returned_on" ON "debit_returns" USING btree ("company_id","returned_on","id");--> statement-breakpoint
CREATE INDEX "debit_returns_file_id" ON "debit_returns" USING btree ("company_id","file_id") WHERE file_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "debits_one_open" ON "debits" USING btree ("company_id","invoice_id") WHERE state in ('planned', 'sent');--> statement-breakpoint
CREATE INDEX "debits_invoice_id" ON "debits" USING btree ("company_id","invoice_id","attempt");--> statement-breakpoint
CREATE INDEX "debits_batch_id" ON "debits" USING btree ("company_id","batch_id","id");--> statement-breakpoint
CREATE INDEX "debits_mandate_id" ON "debits" USING btree ("company_id","mandate_id","collect_on");--> statement-breakpoint
CREATE INDEX "debits_customer_id" ON "debits" USING btree ("company_id","customer_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "debits_payment_once" ON "debits" USING btree ("company_id","payment_id") WHERE payment_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "contract_notices_once" ON "contract_notices" USING btree ("company_id","contract_id","kind","about_on") WHERE cancelled_on is null;--> statement-breakpoint
CREATE INDEX "contract_notices_noticed_on" ON "contract_notices" USING btree ("company_id","noticed_on","id");--> statement-breakpoint
CREATE INDEX "contract_notices_message_id" ON "contract_notices" USING btree ("company_id","message_id") WHERE message_id is not null;--> statement-breakpoint
CREATE INDEX "mandate_amendments_mandate_id" ON "mandate_amendments" USING btree ("company_id","mandate_id","id");--> statement-breakpoint
CREATE INDEX "mandates_customer_id" ON "mandates" USING btree ("company_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "mandates_lapsing" ON "mandates" USING btree ("company_id","used_on","id") WHERE revoked_on is null;--> statement-breakpoint
CREATE POLICY "company" ON "contract_lines" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "contract_price_changes" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "contract_term_invoices" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "contract_terms" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "contract_terms" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (invoice_id is null);--> statement-breakpoint
CREATE POLICY "company" ON "contracts" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "debit_batches" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "debit_batches" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (handed_over_at is null);--> statement-breakpoint
CREATE POLICY "company" ON "debit_notices" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "debit_notices" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (false);--> statement-breakpoint
CREATE POLICY "company" ON "debit_return_files" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "debit_returns" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "debit_returns" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (false);--> statement-breakpoint
CREATE POLICY "company" ON "debits" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "debits" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (state = 'planned');--> statement-breakpoint
CREATE POLICY "company" ON "contract_notices" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "contract_notices" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (false);--> statement-breakpoint
CREATE POLICY "company" ON "contract_settings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "debit_settings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "mandate_amendments" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "mandate_proofs" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "mandate_proofs" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (false);--> statement-breakpoint
CREATE POLICY "changed_only" ON "mandate_proofs" AS RESTRICTIVE FOR UPDATE TO "facteur_app" USING (false) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "company" ON "mandates" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "mandates" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (signed_on is null or source like 'import:%');