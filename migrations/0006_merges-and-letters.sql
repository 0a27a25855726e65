CREATE TABLE "different_parties" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "different_parties_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "different_parties_pair_unique" UNIQUE("company_id","first_id","second_id"),
	CONSTRAINT "different_parties_in_order" CHECK (first_id < second_id)
);
--> statement-breakpoint
ALTER TABLE "different_parties" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "letter_templates" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"about" text NOT NULL,
	"language" text DEFAULT 'fr' NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "letter_templates_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "letter_templates_name_unique" UNIQUE("company_id","name"),
	CONSTRAINT "letter_templates_about_known" CHECK (about in ('party', 'subscription')),
	CONSTRAINT "letter_templates_language_known" CHECK (language in ('fr', 'en')),
	CONSTRAINT "letter_templates_written" CHECK (name <> '' and body <> '')
);
--> statement-breakpoint
ALTER TABLE "letter_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "letterheads" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"lines" text DEFAULT '' NOT NULL,
	"town" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "letterheads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "party_merges" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kept_id" uuid NOT NULL,
	"gone_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"kept_revision" integer NOT NULL,
	"moved" jsonb NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "party_merges_pkey" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "party_merges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "different_parties" ADD CONSTRAINT "different_parties_first" FOREIGN KEY ("company_id","first_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "different_parties" ADD CONSTRAINT "different_parties_second" FOREIGN KEY ("company_id","second_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_merges" ADD CONSTRAINT "party_merges_kept" FOREIGN KEY ("company_id","kept_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_merges" ADD CONSTRAINT "party_merges_gone" FOREIGN KEY ("company_id","gone_id") REFERENCES "public"."parties"("company_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "different_parties_second_id" ON "different_parties" USING btree ("company_id","second_id");--> statement-breakpoint
CREATE INDEX "party_merges_kept_id" ON "party_merges" USING btree ("company_id","kept_id");--> statement-breakpoint
CREATE UNIQUE INDEX "party_merges_gone_once" ON "party_merges" USING btree ("company_id","gone_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "parties_merged_into" ON "parties" USING btree ("company_id","merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
CREATE POLICY "company" ON "different_parties" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "letter_templates" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "letterheads" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));--> statement-breakpoint
CREATE POLICY "company" ON "party_merges" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));