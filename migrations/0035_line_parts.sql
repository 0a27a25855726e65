CREATE TABLE "line_parts" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"net_cents" bigint NOT NULL,
	"vat_cents" bigint NOT NULL,
	"gross_cents" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "line_parts_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "line_parts_once" UNIQUE("company_id","line_id","product_id"),
	CONSTRAINT "line_parts_sum" CHECK (net_cents + vat_cents = gross_cents)
);
--> statement-breakpoint
ALTER TABLE "line_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "purchases" DROP CONSTRAINT "purchases_invoice_line_unique";--> statement-breakpoint
ALTER TABLE "line_parts" ADD CONSTRAINT "line_parts_line" FOREIGN KEY ("company_id","line_id") REFERENCES "public"."invoice_lines"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line_parts" ADD CONSTRAINT "line_parts_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "line_parts_product_id" ON "line_parts" USING btree ("company_id","product_id");--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_invoice_line_unique" UNIQUE("company_id","invoice_line_id","product_id");--> statement-breakpoint
CREATE POLICY "company" ON "line_parts" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));