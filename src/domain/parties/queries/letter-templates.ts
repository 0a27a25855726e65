import { and, asc, eq } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { letterTemplates } from '../tables.ts'

const columns = {
  id: letterTemplates.id,
  name: letterTemplates.name,
  about: letterTemplates.about,
  language: letterTemplates.language,
  subject: letterTemplates.subject,
  body: letterTemplates.body,
  updatedBy: letterTemplates.updatedBy,
  revision: letterTemplates.revision,
}

/** The letters of a company by their names: a handful, read whole. */
export const letterTemplateList = ({ db, company }: Ctx) =>
  db
    .select(columns)
    .from(letterTemplates)
    .where(eq(letterTemplates.companyId, company.id))
    .orderBy(asc(letterTemplates.name))

export async function letterTemplate({ db, company }: Ctx, id: string) {
  const [found] = await db
    .select(columns)
    .from(letterTemplates)
    .where(and(eq(letterTemplates.companyId, company.id), eq(letterTemplates.id, id)))
  return found
}
