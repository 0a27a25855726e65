ALTER TABLE "tracks" ADD COLUMN "deliver_on" date;--> statement-breakpoint
UPDATE "tracks" t SET "deliver_on" = o."deliver_on" FROM "orders" o WHERE o."company_id" = t."company_id" AND o."id" = t."id" AND o."deliver_on" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tracks_by_promise" ON "tracks" USING btree ("company_id",coalesce(deliver_on, 'infinity'::date),"id") WHERE off_since is null;