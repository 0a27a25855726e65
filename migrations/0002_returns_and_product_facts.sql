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
ALTER TABLE "products" ADD COLUMN "ean13" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "brand" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "family" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "image" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "replacement_requests" ADD CONSTRAINT "replacement_requests_purchase" FOREIGN KEY ("company_id","purchase_id") REFERENCES "public"."purchases"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacement_requests" ADD CONSTRAINT "replacement_requests_issue" FOREIGN KEY ("company_id","issue_id") REFERENCES "public"."issues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replacement_requests" ADD CONSTRAINT "replacement_requests_run" FOREIGN KEY ("company_id","run_id") REFERENCES "public"."dispatch_runs"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returned_mail" ADD CONSTRAINT "returned_mail_recipient" FOREIGN KEY ("company_id","recipient_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "replacement_requests_one_open" ON "replacement_requests" USING btree ("company_id","purchase_id","issue_id") WHERE run_id is null and refused_on is null;--> statement-breakpoint
CREATE INDEX "replacement_requests_purchase_id" ON "replacement_requests" USING btree ("company_id","purchase_id","asked_on");--> statement-breakpoint
CREATE INDEX "replacement_requests_run_id" ON "replacement_requests" USING btree ("company_id","run_id");--> statement-breakpoint
CREATE INDEX "replacement_requests_asked_on" ON "replacement_requests" USING btree ("company_id","asked_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "returned_mail_shipment_once" ON "returned_mail" USING btree ("company_id","shipment_id") WHERE shipment_id is not null;--> statement-breakpoint
CREATE INDEX "returned_mail_recipient_id" ON "returned_mail" USING btree ("company_id","recipient_id","id");--> statement-breakpoint
CREATE INDEX "returned_mail_received_on" ON "returned_mail" USING btree ("company_id","received_on","id");--> statement-breakpoint
CREATE INDEX "returned_mail_unknown" ON "returned_mail" USING btree ("company_id","id") WHERE recipient_id is null;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_ean13_form" CHECK (ean13 ~ '^([0-9]{13})?$');--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_image_small" CHECK (image = '' or (image like 'data:image/%' and length(image) <= 20000));--> statement-breakpoint
CREATE POLICY "company" ON "replacement_requests" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "returned_mail" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "returns_settings" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));