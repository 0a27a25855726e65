CREATE TABLE "deliveries" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"party_id" uuid NOT NULL,
	"delivered_on" date NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" text,
	"carrier" text DEFAULT '' NOT NULL,
	"parcel_reference" text DEFAULT '' NOT NULL,
	"parcels" integer,
	"their_reference" text DEFAULT '' NOT NULL,
	"address" jsonb,
	"note" text DEFAULT '' NOT NULL,
	"invoice_id" uuid,
	"cancelled_on" date,
	"cancelled_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "deliveries_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "deliveries_number_unique" UNIQUE("company_id","number"),
	CONSTRAINT "deliveries_kind_known" CHECK (kind in ('delivery', 'receipt')),
	CONSTRAINT "deliveries_cancelled" CHECK (cancelled_on is null or (cancelled_reason <> '' and invoice_id is null)),
	CONSTRAINT "deliveries_invoiced_done" CHECK (invoice_id is null or (done_at is not null and kind = 'delivery'))
);
--> statement-breakpoint
ALTER TABLE "deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "delivery_lines" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"order_line_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"invoiced_net_cents" bigint,
	"invoiced_vat_cents" bigint,
	"invoiced_discount_cents" bigint,
	CONSTRAINT "delivery_lines_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "delivery_lines_once" UNIQUE("company_id","delivery_id","order_line_id"),
	CONSTRAINT "delivery_lines_quantity" CHECK (quantity > 0),
	CONSTRAINT "delivery_lines_invoiced" CHECK ((invoiced_net_cents is null) = (invoiced_vat_cents is null) and (invoiced_net_cents is null) = (invoiced_discount_cents is null))
);
--> statement-breakpoint
ALTER TABLE "delivery_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_lines" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"product_id" uuid,
	"code" text DEFAULT '' NOT NULL,
	"label" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"quantity" integer NOT NULL,
	"unit_cents" bigint,
	"discount_bps" integer,
	"discount_cents" bigint DEFAULT 0 NOT NULL,
	"vat_category" text DEFAULT 'S' NOT NULL,
	"vat_rate_bps" integer NOT NULL,
	"net_cents" bigint NOT NULL,
	"vat_cents" bigint NOT NULL,
	"gross_cents" bigint NOT NULL,
	"deliver_on" date,
	"given_up" integer DEFAULT 0 NOT NULL,
	"given_up_reason" text DEFAULT '' NOT NULL,
	"to_check" text DEFAULT '' NOT NULL,
	"recipient_id" uuid,
	"bundle_id" uuid,
	"bundle_group" integer,
	CONSTRAINT "order_lines_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "order_lines_position_unique" UNIQUE("company_id","order_id","position"),
	CONSTRAINT "order_lines_quantity" CHECK (quantity > 0 and given_up between 0 and quantity),
	CONSTRAINT "order_lines_of_bundle" CHECK ((bundle_id is null) = (bundle_group is null) and bundle_group > 0),
	CONSTRAINT "order_lines_sum" CHECK (net_cents + vat_cents = gross_cents),
	CONSTRAINT "order_lines_discount" CHECK (discount_cents >= 0 and discount_bps between 0 and 10000),
	CONSTRAINT "order_lines_vat_category_known" CHECK (vat_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O') and (vat_category = 'S') = (vat_rate_bps > 0))
);
--> statement-breakpoint
ALTER TABLE "order_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "orders" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"serial" integer NOT NULL,
	"party_id" uuid NOT NULL,
	"payer_id" uuid,
	"nature_id" uuid,
	"duplicate_of_id" uuid,
	"ordered_on" date NOT NULL,
	"our_reference" text DEFAULT '' NOT NULL,
	"their_reference" text DEFAULT '' NOT NULL,
	"owner" text DEFAULT '' NOT NULL,
	"deliver_on" date,
	"status_id" uuid,
	"resource_id" uuid,
	"language" text DEFAULT 'fr' NOT NULL,
	"currency" text DEFAULT 'EUR' NOT NULL,
	"price_basis" text DEFAULT 'net' NOT NULL,
	"payment_days" integer,
	"payment_month_end" text,
	"payment_method" text,
	"delivery_address" jsonb,
	"note" text DEFAULT '' NOT NULL,
	"private_note" text DEFAULT '' NOT NULL,
	"net_cents" bigint DEFAULT 0 NOT NULL,
	"vat_cents" bigint DEFAULT 0 NOT NULL,
	"gross_cents" bigint DEFAULT 0 NOT NULL,
	"confirmed_on" date,
	"closed_on" date,
	"cancelled_on" date,
	"cancelled_reason" text DEFAULT '' NOT NULL,
	"mailed_at" timestamp with time zone,
	"source" text DEFAULT 'hand' NOT NULL,
	"source_reference" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "orders_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "orders_number_unique" UNIQUE("company_id","number"),
	CONSTRAINT "orders_serial_unique" UNIQUE("company_id","kind","serial"),
	CONSTRAINT "orders_source_unique" UNIQUE("company_id","source","source_reference"),
	CONSTRAINT "orders_kind_known" CHECK (kind in ('customer', 'supplier') and language in ('fr', 'en')),
	CONSTRAINT "orders_basis_known" CHECK (price_basis in ('gross', 'net') and payment_days between 0 and 365 and payment_month_end in ('none', 'after-days', 'before-days')),
	CONSTRAINT "orders_sum" CHECK (net_cents + vat_cents = gross_cents),
	CONSTRAINT "orders_cancelled_has_reason" CHECK (cancelled_on is null or cancelled_reason <> ''),
	CONSTRAINT "orders_payer_of_customer" CHECK (payer_id is null or kind = 'customer')
);
--> statement-breakpoint
ALTER TABLE "orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "operator_stages" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"initials" text NOT NULL,
	"stage_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "operator_stages_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "operator_stages_once" UNIQUE("company_id","initials","stage_id")
);
--> statement-breakpoint
ALTER TABLE "operator_stages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stage_mails" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"subject_fr" text NOT NULL,
	"body_fr" text NOT NULL,
	"subject_en" text DEFAULT '' NOT NULL,
	"body_en" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "stage_mails_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "stage_mails_name_unique" UNIQUE("company_id","name"),
	CONSTRAINT "stage_mails_written" CHECK (name <> '' and subject_fr <> '' and body_fr <> '')
);
--> statement-breakpoint
ALTER TABLE "stage_mails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stage_moves" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"from_stage_id" uuid,
	"to_stage_id" uuid NOT NULL,
	"direction" text NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	"step" integer DEFAULT 1 NOT NULL,
	"moved_by" text NOT NULL,
	"moved_with" text NOT NULL,
	"resource_id" uuid,
	"stayed_seconds" integer,
	"message_id" uuid,
	"once_key" text,
	CONSTRAINT "stage_moves_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "stage_moves_once" UNIQUE("company_id","once_key"),
	CONSTRAINT "stage_moves_known" CHECK (direction in ('first', 'next', 'skipped', 'back', 'cancel', 'restore', 'mail') and moved_with in ('list', 'board', 'workshop', 'scan', 'api', 'reaction')),
	CONSTRAINT "stage_moves_back_has_comment" CHECK (direction not in ('back', 'cancel', 'restore') or comment <> ''),
	CONSTRAINT "stage_moves_stayed" CHECK (stayed_seconds >= 0 and (from_stage_id is null) = (direction = 'first'))
);
--> statement-breakpoint
ALTER TABLE "stage_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "stages" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text DEFAULT 'normal' NOT NULL,
	"name_fr" text NOT NULL,
	"name_en" text DEFAULT '' NOT NULL,
	"colour" text DEFAULT '#868e96' NOT NULL,
	"status_id" uuid,
	"template_id" uuid,
	"sending" text DEFAULT 'none' NOT NULL,
	"most" integer,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "stages_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "stages_name_unique" UNIQUE("company_id","name_fr"),
	CONSTRAINT "stages_known" CHECK (kind in ('normal', 'final', 'cancelled') and sending in ('none', 'ask', 'auto') and name_fr <> ''),
	CONSTRAINT "stages_bounds" CHECK (position > 0 and most > 0 and colour ~ '^#[0-9a-f]{6}$' and (sending = 'none' or template_id is not null))
);
--> statement-breakpoint
ALTER TABLE "stages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tracking_settings" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"attention_days" integer DEFAULT 7 NOT NULL,
	"urgent_days" integer,
	"contradictions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"public_page" boolean DEFAULT true NOT NULL,
	"public_address" text DEFAULT '' NOT NULL,
	CONSTRAINT "tracking_settings_days" CHECK (attention_days between 0 and 366 and urgent_days between 0 and attention_days)
);
--> statement-breakpoint
ALTER TABLE "tracking_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tracks" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"serial" integer NOT NULL,
	"stage_id" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"entered_by" text NOT NULL,
	"assigned_to" text DEFAULT '' NOT NULL,
	"resource_id" uuid,
	"status_before_id" uuid,
	"off_since" timestamp with time zone,
	"rank" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "tracks_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "tracks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_natures" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "order_natures_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "order_natures_name_unique" UNIQUE("company_id","name"),
	CONSTRAINT "order_natures_named" CHECK (name <> '')
);
--> statement-breakpoint
ALTER TABLE "order_natures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_settings" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"customer_pattern" text DEFAULT 'CC-{yyyy}-{n:5}' NOT NULL,
	"supplier_pattern" text DEFAULT 'CF-{yyyy}-{n:5}' NOT NULL,
	"delivery_pattern" text DEFAULT 'BL-{yyyy}-{n:5}' NOT NULL,
	"receipt_pattern" text DEFAULT 'BR-{yyyy}-{n:5}' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "order_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_statuses" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"position" integer NOT NULL,
	"name_fr" text NOT NULL,
	"name_en" text DEFAULT '' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "order_statuses_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "order_statuses_name_unique" UNIQUE("company_id","kind","name_fr"),
	CONSTRAINT "order_statuses_known" CHECK (kind in ('customer', 'supplier') and name_fr <> '')
);
--> statement-breakpoint
ALTER TABLE "order_statuses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "resources" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text DEFAULT 'machine' NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "resources_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "resources_name_unique" UNIQUE("company_id","name"),
	CONSTRAINT "resources_known" CHECK (kind in ('machine', 'person', 'place') and name <> '')
);
--> statement-breakpoint
ALTER TABLE "resources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_party" FOREIGN KEY ("company_id","party_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_invoice" FOREIGN KEY ("company_id","invoice_id") REFERENCES "public"."invoices"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_lines" ADD CONSTRAINT "delivery_lines_delivery" FOREIGN KEY ("company_id","delivery_id") REFERENCES "public"."deliveries"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_lines" ADD CONSTRAINT "delivery_lines_order_line" FOREIGN KEY ("company_id","order_line_id") REFERENCES "public"."order_lines"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_recipient" FOREIGN KEY ("company_id","recipient_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_bundle" FOREIGN KEY ("company_id","bundle_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_party" FOREIGN KEY ("company_id","party_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_payer" FOREIGN KEY ("company_id","payer_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_nature" FOREIGN KEY ("company_id","nature_id") REFERENCES "public"."order_natures"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_duplicate_of" FOREIGN KEY ("company_id","duplicate_of_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_status" FOREIGN KEY ("company_id","status_id") REFERENCES "public"."order_statuses"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_resource" FOREIGN KEY ("company_id","resource_id") REFERENCES "public"."resources"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_stages" ADD CONSTRAINT "operator_stages_stage" FOREIGN KEY ("company_id","stage_id") REFERENCES "public"."stages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_moves" ADD CONSTRAINT "stage_moves_order" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_moves" ADD CONSTRAINT "stage_moves_from" FOREIGN KEY ("company_id","from_stage_id") REFERENCES "public"."stages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_moves" ADD CONSTRAINT "stage_moves_to" FOREIGN KEY ("company_id","to_stage_id") REFERENCES "public"."stages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_moves" ADD CONSTRAINT "stage_moves_resource" FOREIGN KEY ("company_id","resource_id") REFERENCES "public"."resources"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_moves" ADD CONSTRAINT "stage_moves_message" FOREIGN KEY ("company_id","message_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stages" ADD CONSTRAINT "stages_status" FOREIGN KEY ("company_id","status_id") REFERENCES "public"."order_statuses"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stages" ADD CONSTRAINT "stages_template" FOREIGN KEY ("company_id","template_id") REFERENCES "public"."stage_mails"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracks" ADD CONSTRAINT "tracks_order" FOREIGN KEY ("company_id","id") REFERENCES "public"."orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracks" ADD CONSTRAINT "tracks_stage" FOREIGN KEY ("company_id","stage_id") REFERENCES "public"."stages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracks" ADD CONSTRAINT "tracks_resource" FOREIGN KEY ("company_id","resource_id") REFERENCES "public"."resources"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracks" ADD CONSTRAINT "tracks_status_before" FOREIGN KEY ("company_id","status_before_id") REFERENCES "public"."order_statuses"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_delivered_on" ON "deliveries" USING btree ("company_id","kind","delivered_on","id");--> statement-breakpoint
CREATE INDEX "deliveries_party_id" ON "deliveries" USING btree ("company_id","party_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_invoice_id" ON "deliveries" USING btree ("company_id","invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_to_invoice" ON "deliveries" USING btree ("company_id","party_id","delivered_on") WHERE kind = 'delivery' and done_at is not null and invoice_id is null and cancelled_on is null;--> statement-breakpoint
CREATE INDEX "delivery_lines_order_line_id" ON "delivery_lines" USING btree ("company_id","order_line_id");--> statement-breakpoint
CREATE INDEX "order_lines_product_id" ON "order_lines" USING btree ("company_id","product_id") WHERE product_id is not null;--> statement-breakpoint
CREATE INDEX "order_lines_recipient_id" ON "order_lines" USING btree ("company_id","recipient_id") WHERE recipient_id is not null;--> statement-breakpoint
CREATE INDEX "order_lines_to_check" ON "order_lines" USING btree ("company_id","order_id") WHERE to_check <> '';--> statement-breakpoint
CREATE INDEX "order_lines_bundle_id" ON "order_lines" USING btree ("company_id","bundle_id") WHERE bundle_id is not null;--> statement-breakpoint
CREATE INDEX "orders_ordered_on" ON "orders" USING btree ("company_id","kind","ordered_on","id");--> statement-breakpoint
CREATE INDEX "orders_deliver_on" ON "orders" USING btree ("company_id","kind","deliver_on","id") WHERE closed_on is null and cancelled_on is null;--> statement-breakpoint
CREATE INDEX "orders_party_id" ON "orders" USING btree ("company_id","party_id","id");--> statement-breakpoint
CREATE INDEX "orders_payer_id" ON "orders" USING btree ("company_id","payer_id") WHERE payer_id is not null;--> statement-breakpoint
CREATE INDEX "orders_owner" ON "orders" USING btree ("company_id","kind","owner","id") WHERE owner <> '';--> statement-breakpoint
CREATE INDEX "orders_status_id" ON "orders" USING btree ("company_id","status_id","id") WHERE status_id is not null;--> statement-breakpoint
CREATE INDEX "orders_resource_id" ON "orders" USING btree ("company_id","resource_id","id") WHERE resource_id is not null;--> statement-breakpoint
CREATE INDEX "orders_nature_id" ON "orders" USING btree ("company_id","nature_id") WHERE nature_id is not null;--> statement-breakpoint
CREATE INDEX "orders_duplicate_of_id" ON "orders" USING btree ("company_id","duplicate_of_id") WHERE duplicate_of_id is not null;--> statement-breakpoint
CREATE INDEX "operator_stages_stage_id" ON "operator_stages" USING btree ("company_id","stage_id");--> statement-breakpoint
CREATE INDEX "stage_moves_order_id" ON "stage_moves" USING btree ("company_id","order_id","moved_at","step");--> statement-breakpoint
CREATE INDEX "stage_moves_moved_at" ON "stage_moves" USING btree ("company_id","moved_at","id");--> statement-breakpoint
CREATE INDEX "stage_moves_from_stage" ON "stage_moves" USING btree ("company_id","from_stage_id","moved_at") WHERE from_stage_id is not null;--> statement-breakpoint
CREATE INDEX "stage_moves_to_stage" ON "stage_moves" USING btree ("company_id","to_stage_id","moved_at");--> statement-breakpoint
CREATE INDEX "stage_moves_message_id" ON "stage_moves" USING btree ("company_id","message_id") WHERE message_id is not null;--> statement-breakpoint
CREATE INDEX "stage_moves_resource_id" ON "stage_moves" USING btree ("company_id","resource_id") WHERE resource_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "stages_one_final" ON "stages" USING btree ("company_id") WHERE kind = 'final' and active;--> statement-breakpoint
CREATE UNIQUE INDEX "stages_one_cancelled" ON "stages" USING btree ("company_id") WHERE kind = 'cancelled' and active;--> statement-breakpoint
CREATE INDEX "stages_status_id" ON "stages" USING btree ("company_id","status_id") WHERE status_id is not null;--> statement-breakpoint
CREATE INDEX "stages_template_id" ON "stages" USING btree ("company_id","template_id") WHERE template_id is not null;--> statement-breakpoint
CREATE INDEX "tracks_on_list" ON "tracks" USING btree ("company_id","stage_id","rank","id") WHERE off_since is null;--> statement-breakpoint
CREATE INDEX "tracks_by_serial" ON "tracks" USING btree ("company_id","serial","id") WHERE off_since is null;--> statement-breakpoint
CREATE INDEX "tracks_by_entering" ON "tracks" USING btree ("company_id","entered_at","id") WHERE off_since is null;--> statement-breakpoint
CREATE INDEX "tracks_serial" ON "tracks" USING btree ("company_id","serial","id");--> statement-breakpoint
CREATE INDEX "tracks_updated_at" ON "tracks" USING btree ("company_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "tracks_stage_id" ON "tracks" USING btree ("company_id","stage_id","id");--> statement-breakpoint
CREATE INDEX "tracks_assigned_to" ON "tracks" USING btree ("company_id","assigned_to","id") WHERE assigned_to <> '';--> statement-breakpoint
CREATE INDEX "tracks_resource_id" ON "tracks" USING btree ("company_id","resource_id","id") WHERE resource_id is not null;--> statement-breakpoint
CREATE INDEX "tracks_status_before_id" ON "tracks" USING btree ("company_id","status_before_id") WHERE status_before_id is not null;--> statement-breakpoint
CREATE POLICY "company" ON "deliveries" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "deliveries" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (done_at is null);--> statement-breakpoint
CREATE POLICY "company" ON "delivery_lines" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "order_lines" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "order_lines" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (order_id in (select id from orders where confirmed_on is null or source like 'import:%') or id not in (select order_line_id from delivery_lines));--> statement-breakpoint
CREATE POLICY "company" ON "orders" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "orders" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (confirmed_on is null or source like 'import:%');--> statement-breakpoint
CREATE POLICY "company" ON "operator_stages" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "stage_mails" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "stage_moves" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "deleted_only" ON "stage_moves" AS RESTRICTIVE FOR DELETE TO "facteur_app" USING (false);--> statement-breakpoint
CREATE POLICY "changed_only" ON "stage_moves" AS RESTRICTIVE FOR UPDATE TO "facteur_app" USING (false) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "company" ON "stages" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "tracking_settings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "tracks" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "order_natures" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "order_settings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "order_statuses" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "resources" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));