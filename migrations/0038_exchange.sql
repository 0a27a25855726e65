CREATE TABLE "collected_documents" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"mail_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"edition" integer,
	"partner_id" uuid,
	"state" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"order_id" uuid,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "collected_documents_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "collected_documents_position_unique" UNIQUE("company_id","mail_id","position"),
	CONSTRAINT "collected_documents_kind_known" CHECK (kind in ('order', 'answer', 'despatch', 'catalogue', 'invitation', 'none')),
	CONSTRAINT "collected_documents_state_known" CHECK (state in ('taken', 'repeated', 'quarantined', 'refused', 'ignored')),
	CONSTRAINT "collected_documents_reason" CHECK (state not in ('quarantined', 'refused') or reason <> '')
);
--> statement-breakpoint
ALTER TABLE "collected_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "collected_mails" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"mailbox_id" uuid NOT NULL,
	"key" text NOT NULL,
	"message_id" text DEFAULT '' NOT NULL,
	"from" text DEFAULT '' NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"sent_at" timestamp with time zone,
	"byte_count" integer NOT NULL,
	"content" "bytea",
	"collected_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "collected_mails_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "collected_mails_once" UNIQUE("company_id","mailbox_id","key")
);
--> statement-breakpoint
ALTER TABLE "collected_mails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exchange_keys" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"public_key" text NOT NULL,
	"sealed_private_key" text NOT NULL,
	"retired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exchange_keys_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "exchange_keys_key_id_unique" UNIQUE("company_id","key_id")
);
--> statement-breakpoint
ALTER TABLE "exchange_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exchange_settings" (
	"company_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"answers_by_itself" boolean DEFAULT true NOT NULL,
	"alert_hours" integer DEFAULT 24 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exchange_settings_pkey" PRIMARY KEY("company_id"),
	CONSTRAINT "exchange_settings_hours" CHECK (alert_hours between 1 and 720)
);
--> statement-breakpoint
ALTER TABLE "exchange_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mailboxes" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"protocol" text NOT NULL,
	"host" text NOT NULL,
	"port" integer NOT NULL,
	"security" text NOT NULL,
	"user" text NOT NULL,
	"sealed_password" text NOT NULL,
	"every_minutes" integer,
	"active" boolean DEFAULT true NOT NULL,
	"last_key" text,
	"collected_at" timestamp with time zone,
	"failure" jsonb,
	"failed_since" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "mailboxes_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "mailboxes_unique" UNIQUE("company_id","protocol","host","port","user"),
	CONSTRAINT "mailboxes_known" CHECK (protocol in ('imap', 'pop3') and security in ('tls', 'starttls', 'none')),
	CONSTRAINT "mailboxes_numbers" CHECK (port between 1 and 65535 and every_minutes between 1 and 1440),
	CONSTRAINT "mailboxes_failed" CHECK ((failure is null) = (failed_since is null))
);
--> statement-breakpoint
ALTER TABLE "mailboxes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "partner_keys" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"public_key" text NOT NULL,
	"trusted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "partner_keys_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "partner_keys_key_id_unique" UNIQUE("company_id","partner_id","key_id")
);
--> statement-breakpoint
ALTER TABLE "partner_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "partner_products" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"code" text NOT NULL,
	"product_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "partner_products_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "partner_products_code_unique" UNIQUE("company_id","partner_id","code")
);
--> statement-breakpoint
ALTER TABLE "partner_products" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "partners" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"site_id" uuid,
	"state" text DEFAULT 'plain' NOT NULL,
	"price_policy" text DEFAULT 'ours' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "partners_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "partners_party_unique" UNIQUE("company_id","party_id"),
	CONSTRAINT "partners_site_unique" UNIQUE("company_id","site_id"),
	CONSTRAINT "partners_state_known" CHECK (state in ('plain', 'invited', 'to-confirm', 'paired', 'revoked')),
	CONSTRAINT "partners_price_policy_known" CHECK (price_policy in ('ours', 'theirs', 'ask')),
	CONSTRAINT "partners_paired_site" CHECK (state not in ('to-confirm', 'paired') or site_id is not null)
);
--> statement-breakpoint
ALTER TABLE "partners" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "received_orders" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"number" text NOT NULL,
	"edition" integer NOT NULL,
	"sha256" text NOT NULL,
	"order_id" uuid NOT NULL,
	"asked" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"answered" text,
	"answered_at" timestamp with time zone,
	"answers" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "received_orders_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "received_orders_once" UNIQUE("company_id","partner_id","number"),
	CONSTRAINT "received_orders_order_unique" UNIQUE("company_id","order_id"),
	CONSTRAINT "received_orders_edition" CHECK (edition > 0)
);
--> statement-breakpoint
ALTER TABLE "received_orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sent_orders" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"edition" integer NOT NULL,
	"partner_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"state" text DEFAULT 'sent' NOT NULL,
	"seller_number" text DEFAULT '' NOT NULL,
	"answer" jsonb,
	"answer_edition" integer DEFAULT 0 NOT NULL,
	"answered_at" timestamp with time zone,
	"despatched" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sent_orders_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "sent_orders_once" UNIQUE("company_id","order_id","edition"),
	CONSTRAINT "sent_orders_state_known" CHECK (state in ('sent', 'received', 'accepted', 'changed', 'refused', 'part-dispatched', 'dispatched') and edition > 0)
);
--> statement-breakpoint
ALTER TABLE "sent_orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reply_to" text;--> statement-breakpoint
ALTER TABLE "collected_documents" ADD CONSTRAINT "collected_documents_mail" FOREIGN KEY ("company_id","mail_id") REFERENCES "public"."collected_mails"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collected_mails" ADD CONSTRAINT "collected_mails_mailbox" FOREIGN KEY ("company_id","mailbox_id") REFERENCES "public"."mailboxes"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_keys" ADD CONSTRAINT "partner_keys_partner" FOREIGN KEY ("company_id","partner_id") REFERENCES "public"."partners"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_products" ADD CONSTRAINT "partner_products_partner" FOREIGN KEY ("company_id","partner_id") REFERENCES "public"."partners"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_products" ADD CONSTRAINT "partner_products_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partners" ADD CONSTRAINT "partners_party" FOREIGN KEY ("company_id","party_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "received_orders" ADD CONSTRAINT "received_orders_partner" FOREIGN KEY ("company_id","partner_id") REFERENCES "public"."partners"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "received_orders" ADD CONSTRAINT "received_orders_order" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sent_orders" ADD CONSTRAINT "sent_orders_order" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sent_orders" ADD CONSTRAINT "sent_orders_partner" FOREIGN KEY ("company_id","partner_id") REFERENCES "public"."partners"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sent_orders" ADD CONSTRAINT "sent_orders_message" FOREIGN KEY ("company_id","message_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "collected_documents_quarantined" ON "collected_documents" USING btree ("company_id","created_at","id") WHERE state = 'quarantined';--> statement-breakpoint
CREATE INDEX "collected_documents_order_id" ON "collected_documents" USING btree ("company_id","order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "collected_mails_collected_at" ON "collected_mails" USING btree ("company_id","collected_at","id");--> statement-breakpoint
CREATE INDEX "partner_products_product_id" ON "partner_products" USING btree ("company_id","product_id");--> statement-breakpoint
CREATE INDEX "sent_orders_message_id" ON "sent_orders" USING btree ("company_id","message_id");--> statement-breakpoint
CREATE INDEX "sent_orders_unheard" ON "sent_orders" USING btree ("company_id","partner_id","created_at") WHERE state = 'sent';--> statement-breakpoint
CREATE POLICY "company" ON "collected_documents" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "collected_mails" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "exchange_keys" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "exchange_settings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "mailboxes" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "partner_keys" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "partner_products" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "partners" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "received_orders" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "sent_orders" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));