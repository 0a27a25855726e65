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
ALTER TABLE "products" DROP CONSTRAINT "products_kind_known";--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "vat_rate_bps" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "net_cents" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "gross_cents" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "bundle_id" uuid;--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "bundle_group" integer;--> statement-breakpoint
ALTER TABLE "product_components" ADD CONSTRAINT "product_components_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_components" ADD CONSTRAINT "product_components_component" FOREIGN KEY ("company_id","component_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "product_components_component_id" ON "product_components" USING btree ("company_id","component_id");--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_bundle" FOREIGN KEY ("company_id","bundle_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_bundle_priced" CHECK (price_cents >= 0 and case when kind = 'bundle'
        then title_id is null and vat_rate_bps is null and num_nulls(net_cents, gross_cents) = 1
        else num_nulls(vat_rate_bps, net_cents, gross_cents) = 0 end);--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_kind_known" CHECK (kind in ('subscription', 'single-issue', 'bundle', 'other'));--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_of_bundle" CHECK ((bundle_id is null) = (bundle_group is null) and bundle_group > 0);--> statement-breakpoint
CREATE POLICY "company" ON "product_components" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));