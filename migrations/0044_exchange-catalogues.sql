CREATE TABLE "partner_catalogue_lines" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"catalogue_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"code" text NOT NULL,
	"label" text NOT NULL,
	"said" jsonb,
	"product_id" uuid,
	"verdict" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "partner_catalogue_lines_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "partner_catalogue_lines_position_unique" UNIQUE("company_id","catalogue_id","position"),
	CONSTRAINT "partner_catalogue_lines_verdict_known" CHECK (verdict in ('new', 'changed', 'same', 'only-here', 'conflict') and (verdict = 'conflict') = (reason <> '')
        and (verdict = 'only-here') = (said is null))
);
--> statement-breakpoint
ALTER TABLE "partner_catalogue_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "partner_catalogues" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"edition" integer NOT NULL,
	"as_of" date NOT NULL,
	"families" text[] DEFAULT '{}' NOT NULL,
	"product_count" integer NOT NULL,
	"sha256" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"compared_at" timestamp with time zone,
	"comparison" text DEFAULT '' NOT NULL,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"applied_at" timestamp with time zone,
	"applied_parts" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "partner_catalogues_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "partner_catalogues_edition_unique" UNIQUE("company_id","partner_id","edition"),
	CONSTRAINT "partner_catalogues_state_known" CHECK (state in ('proposed', 'applied', 'left') and (state <> 'applied' or applied_at is not null) and edition > 0)
);
--> statement-breakpoint
ALTER TABLE "partner_catalogues" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sent_catalogue_mails" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"catalogue_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	CONSTRAINT "sent_catalogue_mails_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "sent_catalogue_mails_once" UNIQUE("company_id","catalogue_id","partner_id")
);
--> statement-breakpoint
ALTER TABLE "sent_catalogue_mails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sent_catalogues" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"edition" integer NOT NULL,
	"as_of" date NOT NULL,
	"families" text[] DEFAULT '{}' NOT NULL,
	"product_count" integer NOT NULL,
	"sha256" text NOT NULL,
	"archive" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sent_catalogues_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "sent_catalogues_edition_unique" UNIQUE("company_id","edition"),
	CONSTRAINT "sent_catalogues_edition" CHECK (edition > 0 and product_count >= 0)
);
--> statement-breakpoint
ALTER TABLE "sent_catalogues" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "partner_catalogue_lines" ADD CONSTRAINT "partner_catalogue_lines_catalogue" FOREIGN KEY ("company_id","catalogue_id") REFERENCES "public"."partner_catalogues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_catalogue_lines" ADD CONSTRAINT "partner_catalogue_lines_product" FOREIGN KEY ("company_id","product_id") REFERENCES "public"."products"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_catalogues" ADD CONSTRAINT "partner_catalogues_partner" FOREIGN KEY ("company_id","partner_id") REFERENCES "public"."partners"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sent_catalogue_mails" ADD CONSTRAINT "sent_catalogue_mails_catalogue" FOREIGN KEY ("company_id","catalogue_id") REFERENCES "public"."sent_catalogues"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sent_catalogue_mails" ADD CONSTRAINT "sent_catalogue_mails_partner" FOREIGN KEY ("company_id","partner_id") REFERENCES "public"."partners"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sent_catalogue_mails" ADD CONSTRAINT "sent_catalogue_mails_message" FOREIGN KEY ("company_id","message_id") REFERENCES "public"."messages"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "partner_catalogue_lines_verdict" ON "partner_catalogue_lines" USING btree ("company_id","catalogue_id","verdict","position");--> statement-breakpoint
CREATE INDEX "partner_catalogue_lines_product_id" ON "partner_catalogue_lines" USING btree ("company_id","product_id") WHERE product_id is not null;--> statement-breakpoint
CREATE INDEX "partner_catalogues_taken" ON "partner_catalogues" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE INDEX "sent_catalogue_mails_partner_id" ON "sent_catalogue_mails" USING btree ("company_id","partner_id");--> statement-breakpoint
CREATE INDEX "sent_catalogue_mails_message_id" ON "sent_catalogue_mails" USING btree ("company_id","message_id");--> statement-breakpoint
CREATE POLICY "company" ON "partner_catalogue_lines" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "partner_catalogues" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "sent_catalogue_mails" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "sent_catalogues" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));