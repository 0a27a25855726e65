CREATE TABLE "shop_notes" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"shop_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"shipment_number" integer NOT NULL,
	"text" text NOT NULL,
	"due_at" timestamp with time zone DEFAULT now(),
	"claimed_at" timestamp with time zone,
	"written_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"failure" text,
	CONSTRAINT "shop_notes_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "shop_notes_once" UNIQUE("company_id","order_id","shipment_number")
);
--> statement-breakpoint
ALTER TABLE "shop_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "shop_states" ADD COLUMN "subscriptions_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shop_states" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shops" ADD COLUMN "delivers_to" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "shop_notes" ADD CONSTRAINT "shop_notes_shop" FOREIGN KEY ("company_id","shop_id") REFERENCES "public"."shops"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_notes" ADD CONSTRAINT "shop_notes_order" FOREIGN KEY ("company_id","order_id") REFERENCES "public"."shop_orders"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "shop_notes_due" ON "shop_notes" USING btree ("company_id","shop_id","due_at","id") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "shop_states_due" ON "shop_states" USING btree ("company_id","due_at","id") WHERE due_at is not null;--> statement-breakpoint
CREATE POLICY "company" ON "shop_notes" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));