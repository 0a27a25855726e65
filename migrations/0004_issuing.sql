CREATE INDEX "invoices_newest" ON "invoices" USING btree ("company_id",coalesce(issued_on, 'infinity'::date),"id");--> statement-breakpoint
ALTER POLICY "changed_only" ON "invoice_allowances" TO facteur_app USING (invoice_id in (select id from invoices where issued_on is null or source like 'import:%')) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "changed_only" ON "invoice_lines" TO facteur_app USING (invoice_id in (select id from invoices where issued_on is null or source like 'import:%')) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "changed_only" ON "invoices" TO facteur_app USING (issued_on is null or source like 'import:%') WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "changed_only" ON "seller_versions" TO facteur_app USING (false) WITH CHECK (true);--> statement-breakpoint
-- Invoices issued until now are of the series of their year.
update "invoices" set "series_kind" = 'invoice', "series_year" = substr("number", 4, 4)::int, "series_number" = substr("number", 9)::int
where "number" ~ '^FA-[0-9]{4}-[0-9]{6}$' and "source" not like 'import:%';--> statement-breakpoint
insert into "invoice_series" ("company_id", "kind", "year", "next", "last_on")
select n."company_id", 'invoice', substr(n."kind", 9)::int, n."next",
  (select max(i."issued_on") from "invoices" i where i."company_id" = n."company_id" and i."series_year" = substr(n."kind", 9)::int)
from "number_series" n where n."kind" ~ '^invoice-[0-9]{4}$';--> statement-breakpoint
delete from "number_series" where "kind" ~ '^invoice-[0-9]{4}$';
