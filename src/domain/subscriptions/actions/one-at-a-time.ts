import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'

/** What changes who was served waits its turn, title by title: two clerks who press together, the second finds what the first did. */
export const oneAtATime = ({ db, company }: Ctx, titleId: string) =>
  db.execute(sql`select from titles where company_id = ${company.id} and id = ${titleId} for no key update`)
