CREATE TABLE "sending_accounts" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"host" text NOT NULL,
	"port" integer NOT NULL,
	"security" text NOT NULL,
	"user" text,
	"sealed_password" text,
	"from_name" text NOT NULL,
	"from_address" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sending_accounts_pkey" PRIMARY KEY("company_id","id"),
	CONSTRAINT "sending_accounts_user" UNIQUE("company_id","user_id"),
	CONSTRAINT "sending_accounts_security_known" CHECK (security in ('tls', 'starttls', 'none')),
	CONSTRAINT "sending_accounts_port" CHECK (port between 1 and 65535),
	CONSTRAINT "sending_accounts_password_has_user" CHECK (sealed_password is null or "user" is not null)
);
--> statement-breakpoint
ALTER TABLE "sending_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "sent_as" text;--> statement-breakpoint
ALTER TABLE "sending_accounts" ADD CONSTRAINT "sending_accounts_member" FOREIGN KEY ("company_id","user_id") REFERENCES "public"."memberships"("company_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "company" ON "sending_accounts" AS PERMISSIVE FOR ALL TO "facteur_app" USING (company_id = (select current_setting('app.company_id')::uuid)) WITH CHECK (company_id = (select current_setting('app.company_id')::uuid));