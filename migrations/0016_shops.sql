CREATE TABLE "line_products" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "line_products_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "line_products" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_customers" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"party_id" uuid NOT NULL,
	"found_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shop_customers_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_customers_once" UNIQUE("company_id","shop_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "shop_customers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_deliveries" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"external_id" text NOT NULL,
	"sha256" text NOT NULL,
	"body" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "shop_deliveries_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_deliveries_once" UNIQUE("company_id","shop_id","topic","external_id","sha256")
);
--> statement-breakpoint
ALTER TABLE "shop_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_doubts" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"why" text NOT NULL,
	"answer" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shop_doubts_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_doubts_once" UNIQUE("company_id","party_id","candidate_id"),
	CONSTRAINT "shop_doubts_two" CHECK (party_id <> candidate_id)
);
--> statement-breakpoint
ALTER TABLE "shop_doubts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_events" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"order_id" uuid,
	"code" text NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "shop_events_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "shop_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_order_lines" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"shop_product_id" uuid,
	"invoice_line_id" uuid,
	CONSTRAINT "shop_order_lines_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_order_lines_once" UNIQUE("company_id","order_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "shop_order_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_orders" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"status" text DEFAULT '' NOT NULL,
	"ordered_at" timestamp with time zone,
	"modified_at" timestamp with time zone,
	"currency" text DEFAULT 'EUR' NOT NULL,
	"total_cents" bigint DEFAULT 0 NOT NULL,
	"buyer_name" text DEFAULT '' NOT NULL,
	"document" text NOT NULL,
	"sha256" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"reason_values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"customer_id" uuid,
	"invoice_id" uuid,
	"taken_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"gone_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shop_orders_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_orders_once" UNIQUE("company_id","shop_id","external_id"),
	CONSTRAINT "shop_orders_state_known" CHECK (state in ('taken', 'not-sold', 'waits', 'quarantined', 'left-alone')),
	CONSTRAINT "shop_orders_reason" CHECK ((state in ('waits', 'quarantined')) = (reason is not null))
);
--> statement-breakpoint
ALTER TABLE "shop_orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_payment_methods" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"method" text NOT NULL,
	"bank_account_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shop_payment_methods_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_payment_methods_once" UNIQUE("company_id","shop_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "shop_payment_methods" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_products" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"sku" text DEFAULT '' NOT NULL,
	"name" text NOT NULL,
	"product_id" uuid,
	"decided_by" text,
	"last_sold_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shop_products_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_products_once" UNIQUE("company_id","shop_id","external_id"),
	CONSTRAINT "shop_products_decided" CHECK (product_id is null or decided_by is not null)
);
--> statement-breakpoint
ALTER TABLE "shop_products" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_refund_rules" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"effect" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shop_refund_rules_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_refund_rules_once" UNIQUE("company_id","shop_id","kind"),
	CONSTRAINT "shop_refund_rules_known" CHECK (kind in ('whole', 'lines', 'amount') and effect in ('stop-now', 'keep'))
);
--> statement-breakpoint
ALTER TABLE "shop_refund_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_refunds" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"refunded_at" timestamp with time zone,
	"cents" bigint NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"document" text NOT NULL,
	"sha256" text NOT NULL,
	"state" text NOT NULL,
	"state_reason" text,
	"effect" text,
	"credit_note_id" uuid,
	"gone_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shop_refunds_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_refunds_once" UNIQUE("company_id","order_id","external_id"),
	CONSTRAINT "shop_refunds_state_known" CHECK (state in ('taken', 'waits', 'quarantined', 'gone')),
	CONSTRAINT "shop_refunds_effect_known" CHECK (effect in ('stop-now', 'keep'))
);
--> statement-breakpoint
ALTER TABLE "shop_refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_states" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"authorised_by" text,
	"loaded_until_id" text,
	"loaded_at" timestamp with time zone,
	"load_work_id" uuid,
	"modified_since" timestamp with time zone,
	"looked_at" timestamp with time zone,
	"reconciled_at" timestamp with time zone,
	"came_at" timestamp with time zone,
	"failure" text,
	"failure_said" text DEFAULT '' NOT NULL,
	"failing_since" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"told_at" timestamp with time zone,
	"hooks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "shop_states_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "shop_states" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_statuses" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"status" text NOT NULL,
	"meaning" text NOT NULL,
	"guessed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shop_statuses_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_statuses_once" UNIQUE("company_id","shop_id","status"),
	CONSTRAINT "shop_statuses_meaning_known" CHECK (meaning in ('sold', 'waits', 'cancelled', 'refunded', 'ignored'))
);
--> statement-breakpoint
ALTER TABLE "shop_statuses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shop_subscriptions" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"status" text DEFAULT '' NOT NULL,
	"parent_order_id" text DEFAULT '' NOT NULL,
	"document" text NOT NULL,
	"sha256" text NOT NULL,
	"next_payment_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"purchase_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shop_subscriptions_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_subscriptions_once" UNIQUE("company_id","shop_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "shop_subscriptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shops" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"sealed_key" text,
	"sealed_secret" text,
	"sealed_hook_secret" text,
	"invoiced_by" text DEFAULT 'shop' NOT NULL,
	"number_prefix" text DEFAULT '' NOT NULL,
	"starts_on" date,
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	"writes_notes" boolean DEFAULT false NOT NULL,
	"quiet_hours" integer,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shops_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shops_name_unique" UNIQUE("company_id","name"),
	CONSTRAINT "shops_kind_known" CHECK (kind in ('woocommerce', 'csv') and invoiced_by in ('shop', 'facteur')),
	CONSTRAINT "shops_named" CHECK (name <> ''),
	CONSTRAINT "shops_quiet_hours" CHECK (quiet_hours between 1 and 8760)
);
--> statement-breakpoint
ALTER TABLE "shops" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "sold_on" date;--> statement-breakpoint
ALTER TABLE "line_products" ADD CONSTRAINT "line_products_line" FOREIGN KEY ("company_id","id") REFERENCES "public"."invoice_lines"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_products" ADD CONSTRAINT "line_products_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_customers" ADD CONSTRAINT "shop_customers_shop" FOREIGN KEY ("company_id","shop_id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_customers" ADD CONSTRAINT "shop_customers_party" FOREIGN KEY ("company_id","party_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_deliveries" ADD CONSTRAINT "shop_deliveries_shop" FOREIGN KEY ("company_id","shop_id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_doubts" ADD CONSTRAINT "shop_doubts_order" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."shop_orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_doubts" ADD CONSTRAINT "shop_doubts_party" FOREIGN KEY ("company_id","party_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_doubts" ADD CONSTRAINT "shop_doubts_candidate" FOREIGN KEY ("company_id","candidate_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_events" ADD CONSTRAINT "shop_events_shop" FOREIGN KEY ("company_id","shop_id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_events" ADD CONSTRAINT "shop_events_order" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."shop_orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_order_lines" ADD CONSTRAINT "shop_order_lines_order" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."shop_orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_order_lines" ADD CONSTRAINT "shop_order_lines_product" FOREIGN KEY ("company_id","shop_product_id") REFERENCES "public"."shop_products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_order_lines" ADD CONSTRAINT "shop_order_lines_invoice_line" FOREIGN KEY ("company_id","invoice_line_id") REFERENCES "public"."invoice_lines"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_orders" ADD CONSTRAINT "shop_orders_shop" FOREIGN KEY ("company_id","shop_id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_orders" ADD CONSTRAINT "shop_orders_customer" FOREIGN KEY ("company_id","customer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_orders" ADD CONSTRAINT "shop_orders_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_payment_methods" ADD CONSTRAINT "shop_payment_methods_shop" FOREIGN KEY ("company_id","shop_id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_payment_methods" ADD CONSTRAINT "shop_payment_methods_account" FOREIGN KEY ("company_id","bank_account_id") REFERENCES "public"."bank_accounts"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_products" ADD CONSTRAINT "shop_products_shop" FOREIGN KEY ("company_id","shop_id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_products" ADD CONSTRAINT "shop_products_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_refund_rules" ADD CONSTRAINT "shop_refund_rules_shop" FOREIGN KEY ("company_id","shop_id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_refunds" ADD CONSTRAINT "shop_refunds_order" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."shop_orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_refunds" ADD CONSTRAINT "shop_refunds_credit_note" FOREIGN KEY ("company_id","credit_note_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_states" ADD CONSTRAINT "shop_states_shop" FOREIGN KEY ("company_id","id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_statuses" ADD CONSTRAINT "shop_statuses_shop" FOREIGN KEY ("company_id","shop_id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_subscriptions" ADD CONSTRAINT "shop_subscriptions_shop" FOREIGN KEY ("company_id","shop_id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_subscriptions" ADD CONSTRAINT "shop_subscriptions_purchase" FOREIGN KEY ("company_id","purchase_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "line_products_product_id" ON "line_products" USING btree ("company_id","product_id");--> statement-breakpoint
CREATE INDEX "shop_customers_party_id" ON "shop_customers" USING btree ("company_id","party_id");--> statement-breakpoint
CREATE INDEX "shop_deliveries_waiting" ON "shop_deliveries" USING btree ("company_id","shop_id","id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "shop_deliveries_received" ON "shop_deliveries" USING btree ("company_id","received_at","id");--> statement-breakpoint
CREATE INDEX "shop_doubts_candidate_id" ON "shop_doubts" USING btree ("company_id","candidate_id");--> statement-breakpoint
CREATE INDEX "shop_doubts_open" ON "shop_doubts" USING btree ("company_id","id") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "shop_events_of_order" ON "shop_events" USING btree ("company_id","order_id","id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "shop_events_of_shop" ON "shop_events" USING btree ("company_id","shop_id","id");--> statement-breakpoint
CREATE INDEX "shop_order_lines_of_product" ON "shop_order_lines" USING btree ("company_id","shop_product_id") WHERE shop_product_id is not null;--> statement-breakpoint
CREATE INDEX "shop_order_lines_invoice_line_id" ON "shop_order_lines" USING btree ("company_id","invoice_line_id") WHERE invoice_line_id is not null;--> statement-breakpoint
CREATE INDEX "shop_orders_ordered" ON "shop_orders" USING btree ("company_id","ordered_at","id");--> statement-breakpoint
CREATE INDEX "shop_orders_of_shop" ON "shop_orders" USING btree ("company_id","shop_id","ordered_at","id");--> statement-breakpoint
CREATE INDEX "shop_orders_unsettled" ON "shop_orders" USING btree ("company_id","state","ordered_at","id") WHERE state in ('waits', 'quarantined');--> statement-breakpoint
CREATE INDEX "shop_orders_invoice_id" ON "shop_orders" USING btree ("company_id","invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
CREATE INDEX "shop_orders_customer_id" ON "shop_orders" USING btree ("company_id","customer_id") WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "shop_products_product_id" ON "shop_products" USING btree ("company_id","product_id") WHERE product_id is not null;--> statement-breakpoint
CREATE INDEX "shop_products_waiting" ON "shop_products" USING btree ("company_id","last_sold_at","id") WHERE decided_by is null;--> statement-breakpoint
CREATE INDEX "shop_refunds_credit_note_id" ON "shop_refunds" USING btree ("company_id","credit_note_id") WHERE credit_note_id is not null;--> statement-breakpoint
CREATE INDEX "shop_refunds_unsettled" ON "shop_refunds" USING btree ("company_id","state","id") WHERE state in ('waits', 'quarantined');--> statement-breakpoint
CREATE INDEX "shop_subscriptions_purchase_id" ON "shop_subscriptions" USING btree ("company_id","purchase_id") WHERE purchase_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "shop_subscriptions_parent" ON "shop_subscriptions" USING btree ("company_id","shop_id","parent_order_id","external_id");--> statement-breakpoint
CREATE POLICY "company" ON "line_products" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_customers" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_deliveries" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_doubts" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_events" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_order_lines" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_orders" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_payment_methods" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_products" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_refund_rules" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_refunds" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_states" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_statuses" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shop_subscriptions" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "shops" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));