import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyPolicy } from '../../../platform/db/columns.ts'

/** The words of the mails that documents leave with; without a row, those of `rules/mail.ts`. */
export const documentMails = pgTable(
  'document_mails',
  {
    companyId: uuid().notNull(),
    language: text({ enum: ['fr', 'en'] }).notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    link: text().notNull().default(''), // where one pays: {lien}; {numero} in it is the number of the document
  },
  table => [primaryKey({ name: 'document_mails_pkey', columns: [table.companyId, table.language] }), companyPolicy()],
)
