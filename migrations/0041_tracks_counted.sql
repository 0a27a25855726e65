DROP INDEX "tracks_on_list";--> statement-breakpoint
DROP INDEX "tracks_assigned_to";--> statement-breakpoint
CREATE INDEX "tracks_on_list" ON "tracks" USING btree ("company_id","stage_id","rank","id","deliver_on") WHERE off_since is null;--> statement-breakpoint
CREATE INDEX "tracks_assigned_to" ON "tracks" USING btree ("company_id","assigned_to","stage_id","rank","id") WHERE assigned_to <> '' and off_since is null;