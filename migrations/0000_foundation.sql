CREATE TABLE "api_keys" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"start" text NOT NULL,
	"hash" text NOT NULL,
	"rights" text[] NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "api_keys_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"user_id" text NOT NULL,
	"initials" text NOT NULL,
	"via" text NOT NULL,
	"operation" text NOT NULL,
	"record" text NOT NULL,
	"record_id" uuid NOT NULL,
	"from" jsonb,
	"to" jsonb,
	CONSTRAINT "audit_entries_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "audit_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "companies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "companies_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"company_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_company_id_key_pk" PRIMARY KEY("company_id","key")
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "memberships" (
	"company_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"initials" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_pkey" PRIMARY KEY("company_id","user_id"),
	CONSTRAINT "memberships_initials_unique" UNIQUE("company_id","initials"),
	CONSTRAINT "memberships_role_known" CHECK (role in ('administrator', 'manager', 'operator', 'accountant', 'reader'))
);
--> statement-breakpoint
CREATE TABLE "number_series" (
	"company_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"next" bigint NOT NULL,
	CONSTRAINT "number_series_company_id_kind_pk" PRIMARY KEY("company_id","kind")
);
--> statement-breakpoint
ALTER TABLE "number_series" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"account_id" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_ins_provider" UNIQUE("user_id","provider_id")
);
--> statement-breakpoint
CREATE TABLE "user_idempotency_keys" (
	"user_id" text NOT NULL,
	"key" text NOT NULL,
	"request" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_email_lower" CHECK (email = lower(email))
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "issues" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"title_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"number" text NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"cover_on" date NOT NULL,
	"on_sale_on" date NOT NULL,
	"closes_on" date,
	"status" text DEFAULT 'planned' NOT NULL,
	"search_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "issues_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "issues_number_unique" UNIQUE("company_id","title_id","number"),
	CONSTRAINT "issues_ordinal_unique" UNIQUE("company_id","title_id","ordinal"),
	CONSTRAINT "issues_of_title" UNIQUE("company_id","title_id","id"),
	CONSTRAINT "issues_status_known" CHECK (status in ('planned', 'closed', 'dispatched', 'skipped')),
	CONSTRAINT "issues_ordinal_positive" CHECK (ordinal > 0),
	CONSTRAINT "issues_number_given" CHECK (number <> '')
);
--> statement-breakpoint
ALTER TABLE "issues" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "products" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"title_id" uuid,
	"offer_code" text DEFAULT '' NOT NULL,
	"term_months" integer,
	"issues_due" integer,
	"served_by" text,
	"issue_id" uuid,
	"latest_issue" boolean DEFAULT false NOT NULL,
	"price_basis" text NOT NULL,
	"price_cents" integer NOT NULL,
	"vat_rate_bps" integer NOT NULL,
	"net_cents" integer NOT NULL,
	"gross_cents" integer NOT NULL,
	"supplier_name" text DEFAULT '' NOT NULL,
	"archived_on" date,
	"search_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "products_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "products_code_unique" UNIQUE("company_id","code"),
	CONSTRAINT "products_kind_known" CHECK (kind in ('subscription', 'single-issue', 'other')),
	CONSTRAINT "products_code_form" CHECK (code <> '' and code = upper(btrim(code))),
	CONSTRAINT "products_subscription_complete" CHECK (case when kind = 'subscription' then title_id is not null and term_months is not null and served_by is not null
        else term_months is null and issues_due is null and served_by is null end),
	CONSTRAINT "products_issue_complete" CHECK (case when kind = 'single-issue' then title_id is not null and (issue_id is not null) <> latest_issue
        else issue_id is null and not latest_issue end),
	CONSTRAINT "products_term_positive" CHECK (term_months > 0 and issues_due > 0),
	CONSTRAINT "products_served_by_known" CHECK (served_by in ('date', 'issue') and (served_by = 'date' or issues_due is not null)),
	CONSTRAINT "products_price_basis" CHECK (price_basis in ('gross', 'net') and price_cents = case price_basis when 'gross' then gross_cents else net_cents end),
	CONSTRAINT "products_price_positive" CHECK (net_cents >= 0 and gross_cents >= net_cents and vat_rate_bps between 0 and 10000)
);
--> statement-breakpoint
ALTER TABLE "products" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "titles" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"frequency" text NOT NULL,
	"mailing_house_id" uuid,
	"first_issue_on" date NOT NULL,
	"issn" text DEFAULT '' NOT NULL,
	"cppap" text DEFAULT '' NOT NULL,
	"search_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "titles_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "titles_code_unique" UNIQUE("company_id","code"),
	CONSTRAINT "titles_frequency_known" CHECK (frequency in ('weekly', 'fortnightly', 'monthly', 'bimonthly', 'quarterly', 'four-monthly', 'half-yearly', 'yearly', 'irregular')),
	CONSTRAINT "titles_code_form" CHECK (code <> '' and code = upper(btrim(code)))
);
--> statement-breakpoint
ALTER TABLE "titles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mailing_files" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"format" text NOT NULL,
	"sha256" text NOT NULL,
	"byte_count" bigint NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"made_by" text NOT NULL,
	CONSTRAINT "mailing_files_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "mailing_files_run_format_unique" UNIQUE("company_id","run_id","format")
);
--> statement-breakpoint
ALTER TABLE "mailing_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoice_lines" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"product_id" uuid,
	"label" text NOT NULL,
	"quantity" integer NOT NULL,
	"vat_rate_bps" integer NOT NULL,
	"net_cents" bigint NOT NULL,
	"vat_cents" bigint NOT NULL,
	"gross_cents" bigint NOT NULL,
	"recipient_id" uuid,
	"starts_on" date,
	"purchase_number" integer,
	CONSTRAINT "invoice_lines_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "invoice_lines_position_unique" UNIQUE("company_id","invoice_id","position"),
	CONSTRAINT "invoice_lines_sum" CHECK (net_cents + vat_cents = gross_cents),
	CONSTRAINT "invoice_lines_quantity" CHECK (quantity > 0)
);
--> statement-breakpoint
ALTER TABLE "invoice_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoices" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text,
	"customer_id" uuid NOT NULL,
	"issued_on" date,
	"issued_at" timestamp with time zone,
	"cancelled_on" date,
	"currency" text DEFAULT 'EUR' NOT NULL,
	"net_cents" bigint DEFAULT 0 NOT NULL,
	"vat_cents" bigint DEFAULT 0 NOT NULL,
	"gross_cents" bigint DEFAULT 0 NOT NULL,
	"source" text DEFAULT 'hand' NOT NULL,
	"source_reference" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "invoices_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "invoices_number_unique" UNIQUE("company_id","number"),
	CONSTRAINT "invoices_source_unique" UNIQUE("company_id","source","source_reference"),
	CONSTRAINT "invoices_issued_has_number" CHECK ((issued_on is null) = (number is null))
);
--> statement-breakpoint
ALTER TABLE "invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mail_settings" (
	"company_id" uuid NOT NULL,
	"host" text,
	"port" integer DEFAULT 587 NOT NULL,
	"security" text DEFAULT 'starttls' NOT NULL,
	"user" text,
	"sealed_password" text,
	"from_name" text NOT NULL,
	"from_address" text NOT NULL,
	"reply_to" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "mail_settings_pkey" PRIMARY KEY("company_id"),
	CONSTRAINT "mail_settings_security_known" CHECK (security in ('tls', 'starttls', 'none')),
	CONSTRAINT "mail_settings_port" CHECK (port between 1 and 65535),
	CONSTRAINT "mail_settings_password_has_user" CHECK (sealed_password is null or "user" is not null)
);
--> statement-breakpoint
ALTER TABLE "mail_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messages" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"once_key" text,
	"record" text,
	"record_id" uuid,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"attachments" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"message_id" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"failure" jsonb,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"queued_by" text NOT NULL,
	"sent_at" timestamp with time zone,
	"given_up_at" timestamp with time zone,
	CONSTRAINT "messages_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "messages_once" UNIQUE("company_id","purpose","once_key"),
	CONSTRAINT "messages_state_known" CHECK (state in ('queued', 'sent', 'failed')),
	CONSTRAINT "messages_sent" CHECK ((state = 'sent') = (sent_at is not null)),
	CONSTRAINT "messages_given_up" CHECK ((state = 'failed') = (given_up_at is not null))
);
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "addresses" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"line1" text DEFAULT '' NOT NULL,
	"line2" text DEFAULT '' NOT NULL,
	"line3" text DEFAULT '' NOT NULL,
	"postcode" text DEFAULT '' NOT NULL,
	"town" text DEFAULT '' NOT NULL,
	"country" char(2) DEFAULT 'FR' NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "addresses_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "addresses_purpose_known" CHECK (purpose in ('billing', 'shipping')),
	CONSTRAINT "addresses_period" CHECK (valid_to >= valid_from)
);
--> statement-breakpoint
ALTER TABLE "addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "parties" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"honorific" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"first_name" text DEFAULT '' NOT NULL,
	"legal_name" text DEFAULT '' NOT NULL,
	"sort_name" text collate "C" NOT NULL,
	"emails" text[] DEFAULT '{}' NOT NULL,
	"phones" text[] DEFAULT '{}' NOT NULL,
	"is_customer" boolean DEFAULT false NOT NULL,
	"is_supplier" boolean DEFAULT false NOT NULL,
	"is_mailing_house" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"private_note" text DEFAULT '' NOT NULL,
	"external_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "parties_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "parties_number_unique" UNIQUE("company_id","number"),
	CONSTRAINT "parties_external_id_unique" UNIQUE("company_id","external_id"),
	CONSTRAINT "parties_kind_known" CHECK (kind in ('person', 'organisation')),
	CONSTRAINT "parties_honorific_known" CHECK (honorific in ('', 'M.', 'Mme')),
	CONSTRAINT "parties_named" CHECK (sort_name <> '' and first_name || last_name || legal_name <> ''),
	CONSTRAINT "parties_number_positive" CHECK (number > 0)
);
--> statement-breakpoint
ALTER TABLE "parties" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "party_words" (
	"company_id" uuid NOT NULL,
	"word" text collate "C" NOT NULL,
	"party_id" uuid NOT NULL,
	CONSTRAINT "party_words_pkey" PRIMARY KEY("company_id","word","party_id")
);
--> statement-breakpoint
ALTER TABLE "party_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dispatch_runs" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"title_id" uuid NOT NULL,
	"issue_id" uuid,
	"label" text NOT NULL,
	"dispatched_on" date NOT NULL,
	"shipment_count" integer DEFAULT 0 NOT NULL,
	"copy_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "dispatch_runs_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "dispatch_runs_number_unique" UNIQUE("company_id","number"),
	CONSTRAINT "dispatch_runs_kind_known" CHECK (kind in ('subscription', 'single-issue')),
	CONSTRAINT "dispatch_runs_issue_is_asked" CHECK ((kind = 'subscription') = (issue_id is not null))
);
--> statement-breakpoint
ALTER TABLE "dispatch_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchases" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"payer_id" uuid NOT NULL,
	"recipient_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"title_id" uuid NOT NULL,
	"label" text NOT NULL,
	"copies" integer DEFAULT 1 NOT NULL,
	"bought_on" date NOT NULL,
	"net_cents" bigint NOT NULL,
	"vat_cents" bigint NOT NULL,
	"gross_cents" bigint NOT NULL,
	"starts_on" date,
	"expires_on" date,
	"term_months" integer,
	"served_by" text,
	"issues_due" integer,
	"issue_id" uuid,
	"invoice_id" uuid,
	"invoice_line_id" uuid,
	"cancelled_on" date,
	"cancelled_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "purchases_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "purchases_number_unique" UNIQUE("company_id","number"),
	CONSTRAINT "purchases_invoice_line_unique" UNIQUE("company_id","invoice_line_id"),
	CONSTRAINT "purchases_kind_known" CHECK (kind in ('subscription', 'single-issue')),
	CONSTRAINT "purchases_subscription_has_term" CHECK ((kind = 'subscription') = (starts_on is not null and expires_on is not null and term_months is not null and served_by is not null)),
	CONSTRAINT "purchases_term_in_order" CHECK (expires_on >= starts_on),
	CONSTRAINT "purchases_issue_is_decided" CHECK ((kind = 'single-issue') = (issue_id is not null)),
	CONSTRAINT "purchases_served_by_known" CHECK (served_by = 'date' or (served_by = 'issue' and issues_due > 0)),
	CONSTRAINT "purchases_copies" CHECK (copies > 0),
	CONSTRAINT "purchases_sum" CHECK (net_cents + vat_cents = gross_cents)
);
--> statement-breakpoint
ALTER TABLE "purchases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shipments" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"purchase_id" uuid NOT NULL,
	"issue_id" uuid NOT NULL,
	"issue_number" text NOT NULL,
	"recipient_id" uuid NOT NULL,
	"purpose" text DEFAULT 'regular' NOT NULL,
	"sent_on" date NOT NULL,
	"copies" integer NOT NULL,
	"contact_number" integer NOT NULL,
	"honorific" text NOT NULL,
	"last_name" text NOT NULL,
	"first_name" text NOT NULL,
	"legal_name" text NOT NULL,
	"email" text NOT NULL,
	"line1" text NOT NULL,
	"line2" text NOT NULL,
	"line3" text NOT NULL,
	"postcode" text NOT NULL,
	"town" text NOT NULL,
	"country" char(2) NOT NULL,
	CONSTRAINT "shipments_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shipments_number_unique" UNIQUE("company_id","number"),
	CONSTRAINT "shipments_purpose_known" CHECK (purpose in ('regular', 'replacement'))
);
--> statement-breakpoint
ALTER TABLE "shipments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_requests" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"key" text,
	"data" jsonb NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_requests_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "job_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "job_runs" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"input" jsonb NOT NULL,
	"key" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"result" jsonb,
	"error" text,
	"started_by" jsonb NOT NULL,
	"queued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	"cancel_asked_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "job_runs_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "job_runs_state_known" CHECK (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
	CONSTRAINT "job_runs_ended" CHECK ((ended_at is not null) = (state in ('done', 'failed', 'cancelled'))),
	CONSTRAINT "job_runs_progress" CHECK (done >= 0 and (total is null or total >= 0))
);
--> statement-breakpoint
ALTER TABLE "job_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issues" ADD CONSTRAINT "issues_title" FOREIGN KEY ("company_id","title_id") REFERENCES "public"."titles"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_title" FOREIGN KEY ("company_id","title_id") REFERENCES "public"."titles"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_issue" FOREIGN KEY ("company_id","title_id","issue_id") REFERENCES "public"."issues"("company_id","title_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "titles" ADD CONSTRAINT "titles_mailing_house" FOREIGN KEY ("company_id","mailing_house_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailing_files" ADD CONSTRAINT "mailing_files_run" FOREIGN KEY ("company_id","run_id") REFERENCES "public"."dispatch_runs"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_recipient" FOREIGN KEY ("company_id","recipient_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_customer" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "addresses" ADD CONSTRAINT "addresses_party" FOREIGN KEY ("company_id","party_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_words" ADD CONSTRAINT "party_words_party" FOREIGN KEY ("company_id","party_id") REFERENCES "public"."parties"("company_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD CONSTRAINT "dispatch_runs_title" FOREIGN KEY ("company_id","title_id") REFERENCES "public"."titles"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispatch_runs" ADD CONSTRAINT "dispatch_runs_issue" FOREIGN KEY ("company_id","issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_payer" FOREIGN KEY ("company_id","payer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_recipient" FOREIGN KEY ("company_id","recipient_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_title" FOREIGN KEY ("company_id","title_id") REFERENCES "public"."titles"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_issue" FOREIGN KEY ("company_id","issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_invoice_line" FOREIGN KEY ("company_id","invoice_line_id") REFERENCES "public"."invoice_lines"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_user" ON "api_keys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_entries_record" ON "audit_entries" USING btree ("company_id","record_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_at" ON "audit_entries" USING btree ("company_id","at","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" USING btree ("company_id","created_at");--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_idempotency_keys_created" ON "user_idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "issues_cover" ON "issues" USING btree ("company_id","cover_on","id");--> statement-breakpoint
CREATE INDEX "products_label" ON "products" USING btree ("company_id","search_key","id");--> statement-breakpoint
CREATE INDEX "invoices_customer_id" ON "invoices" USING btree ("company_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "invoices_issued_on" ON "invoices" USING btree ("company_id","issued_on","id");--> statement-breakpoint
CREATE INDEX "messages_due" ON "messages" USING btree ("company_id","next_attempt_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "messages_failed" ON "messages" USING btree ("company_id","given_up_at") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "messages_queued" ON "messages" USING btree ("company_id","queued_at","id");--> statement-breakpoint
CREATE INDEX "messages_record" ON "messages" USING btree ("company_id","record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "addresses_current_unique" ON "addresses" USING btree ("company_id","party_id","purpose") WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX "parties_sort_name" ON "parties" USING btree ("company_id","sort_name","id");--> statement-breakpoint
CREATE INDEX "parties_suppliers" ON "parties" USING btree ("company_id","sort_name","id") WHERE is_supplier;--> statement-breakpoint
CREATE INDEX "parties_mailing_houses" ON "parties" USING btree ("company_id","sort_name","id") WHERE is_mailing_house;--> statement-breakpoint
CREATE INDEX "parties_organisations" ON "parties" USING btree ("company_id","sort_name","id") WHERE kind = 'organisation';--> statement-breakpoint
CREATE INDEX "party_words_party_index" ON "party_words" USING btree ("company_id","party_id");--> statement-breakpoint
CREATE INDEX "dispatch_runs_dispatched_on" ON "dispatch_runs" USING btree ("company_id","dispatched_on","id");--> statement-breakpoint
CREATE INDEX "dispatch_runs_issue_id" ON "dispatch_runs" USING btree ("company_id","issue_id");--> statement-breakpoint
CREATE INDEX "purchases_invoice_id" ON "purchases" USING btree ("company_id","invoice_id");--> statement-breakpoint
CREATE INDEX "purchases_recipient_id" ON "purchases" USING btree ("company_id","recipient_id","id");--> statement-breakpoint
CREATE INDEX "purchases_payer_id" ON "purchases" USING btree ("company_id","payer_id","id");--> statement-breakpoint
CREATE INDEX "subscriptions_expires_on" ON "purchases" USING btree ("company_id","expires_on","id") WHERE kind = 'subscription';--> statement-breakpoint
CREATE INDEX "subscriptions_starts_on" ON "purchases" USING btree ("company_id","starts_on","id") WHERE kind = 'subscription';--> statement-breakpoint
CREATE INDEX "single_issues_bought_on" ON "purchases" USING btree ("company_id","bought_on","id") WHERE kind = 'single-issue';--> statement-breakpoint
CREATE INDEX "shipments_run" ON "shipments" USING btree ("company_id","run_id","number");--> statement-breakpoint
CREATE INDEX "shipments_recipient" ON "shipments" USING btree ("company_id","recipient_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "shipments_one_regular" ON "shipments" USING btree ("company_id","purchase_id","issue_id") WHERE purpose = 'regular';--> statement-breakpoint
CREATE INDEX "job_runs_queued" ON "job_runs" USING btree ("company_id","queued_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "job_runs_one_open" ON "job_runs" USING btree ("company_id","kind","key") WHERE ended_at is null;--> statement-breakpoint
CREATE POLICY "company" ON "audit_entries" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "number_series" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "issues" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "products" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "titles" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "mailing_files" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "invoice_lines" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "invoices" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "mail_settings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "messages" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "addresses" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "parties" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "party_words" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "dispatch_runs" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "purchases" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shipments" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "job_requests" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "job_runs" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));