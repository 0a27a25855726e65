import { and, eq, inArray, sql } from 'drizzle-orm'
import { zipSync } from 'fflate'
import { newId } from '../../../platform/db/database.ts'
import { createRecord } from '../../../platform/db/records.ts'
import { insertRows } from '../../../platform/db/write-rows.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { refuse } from '../../../platform/http/refusal.ts'
import { day, formatDay } from '../../../values/day.ts'
import { queueMessages } from '../../messaging/actions.ts'
import { CATALOGUE_FILE, writeCatalogue } from '../formats/catalogue.ts'
import { signDetached } from '../formats/signature.ts'
import { ownProducts } from '../queries/own-products.ts'
import { catalogueMail } from '../rules/catalogue-words.ts'
import { CATALOGUE_PURPOSE } from '../rules/once.ts'
import { partners, sentCatalogueMails, sentCatalogues } from '../tables.ts'
import { hashOf } from './read-document.ts'
import { ownSite, signingKey } from './site.ts'

export type WritingCatalogue = {
  /** None: every product. */
  families?: readonly string[] | undefined
  /** Paired ones that get it by mail; none: it is only written, to be handed over as a file. */
  partnerIds?: readonly string[] | undefined
}

/** Who trusts us may take it, whoever gives it to them. */
export const FOR_ANYBODY = ''
const SIGNATURE_FILE = `${CATALOGUE_FILE}.jws`
/** The same bytes for the same catalogue: an archive bears no time of its own. */
const NO_TIME = { mtime: new Date('2000-01-01T00:00:00') }

/** Writes and signs what is sold today, keeps it as its next edition and mails it to partners in this transaction. Source: D8, INT-8, INT-9. */
export async function sendCatalogue(ctx: Ctx, { families = [], partnerIds = [] }: WritingCatalogue): Promise<string> {
  const to = await addressed(ctx, partnerIds)
  const site = await ownSite(ctx)
  const products = (await ownProducts(ctx, { asOf: ctx.today, families })).map(({ product }) => product)
  if (products.length === 0) refuse('exchange.nothingInCatalogue', { field: 'families' })
  const { siteId, asOf } = { siteId: site.siteId, asOf: ctx.today }
  const content = writeCatalogue({ asOf, site: siteId, name: ctx.company.name, families: [...families], products })
  const edition = await nextEdition(ctx)
  const said = { site: siteId, to: FOR_ANYBODY, revision: edition }
  const signature = Buffer.from(await signDetached(content, said, await signingKey(ctx)))
  const archive = Buffer.from(zipSync({ [CATALOGUE_FILE]: [content, NO_TIME], [SIGNATURE_FILE]: [signature, NO_TIME] }))
  const row = { edition, asOf, families: [...families], productCount: products.length, sha256: hashOf(content) }
  const id = await keep(ctx, { ...row, archive })
  await mail(ctx, { id, productCount: products.length, content, signature }, to)
  return id
}

type Addressed = { id: string; address: string }

async function addressed({ db, company }: Ctx, partnerIds: readonly string[]): Promise<Addressed[]> {
  if (partnerIds.length === 0) return []
  const found = await db
    .select({ id: partners.id, address: partners.address, state: partners.state })
    .from(partners)
    .where(and(eq(partners.companyId, company.id), inArray(partners.id, [...partnerIds])))
  const field = 'partnerIds'
  if (found.length < new Set(partnerIds).size) refuse('NOT_FOUND', { status: 404 })
  if (found.some(({ address, state }) => state !== 'paired' || address === ''))
    refuse('exchange.notPairedYet', { field })
  return found
}

/** One more than the last; two people who write one at the same time get two. */
async function nextEdition({ db, company }: Ctx): Promise<number> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sent catalogues ${company.id}`}, 0))`)
  const { rows } = await db.execute<{ next: number }>(sql`
    select coalesce(max(edition), 0) + 1 as next from sent_catalogues where company_id = ${company.id}`)
  return rows[0]!.next
}

/** The archive stays out of the journal, which has its hash. */
async function keep(
  ctx: Ctx,
  { archive, ...row }: Omit<typeof sentCatalogues.$inferInsert, 'companyId' | 'id' | 'createdBy' | 'updatedBy'>,
) {
  const quiet = { ...ctx, record: () => {} }
  const id = await createRecord(quiet, sentCatalogues, { ...row, archive })
  ctx.record({ record: 'sent_catalogues', id, from: null, to: { id, ...row } })
  return id
}

type Written = { id: string; productCount: number; content: Buffer; signature: Buffer }

async function mail(ctx: Ctx, { id, productCount, content, signature }: Written, to: readonly Addressed[]) {
  const words = catalogueMail(
    { count: productCount, asOf: formatDay(day(ctx.today), ctx.language) },
    ctx.company.name,
    ctx.actor.name,
    ctx.language,
  )
  const ids = await queueMessages(
    ctx,
    to.map(({ address }) => ({
      ...words,
      purpose: CATALOGUE_PURPOSE,
      record: { table: 'sent_catalogues', id },
      to: address,
      asUser: true,
      attachments: [
        { name: CATALOGUE_FILE, mediaType: 'application/json', content },
        { name: SIGNATURE_FILE, mediaType: 'application/jose', content: signature },
      ],
    })),
  )
  await insertRows(
    ctx,
    sentCatalogueMails,
    to.map(({ id: partnerId }, at) => ({ id: newId(), catalogueId: id, partnerId, messageId: ids[at]! })),
  )
}
