import type { InferSchemaOutput } from '@orpc/contract'
import { type SQL, sql } from 'drizzle-orm'
import { joinAsWritten } from '../../../platform/db/join-order.ts'
import type { Ctx } from '../../../platform/http/context.ts'
import { listByParty } from '../../parties/queries/by-party.ts'
import type { sentOrdersContract, toSendRow } from '../contract/sent.ts'
import type { SentLine } from '../rules/answer.ts'
import type { ExchangeAnswer } from '../rules/documents.ts'
import { type Reply, repliesTo } from './replies.ts'

type Row = InferSchemaOutput<typeof toSendRow>
type Sending = InferSchemaOutput<
  NonNullable<(typeof sentOrdersContract.of)['~orpc']['outputSchema']>
>['sendings'][number]
type Filters = {
  from?: string | undefined
  to?: string | undefined
  all?: boolean | undefined
  supplierId?: string | undefined
  owner?: string | undefined
  unheard?: boolean | undefined
}
type Found = Omit<Row, 'status'> & { statusFr: string; statusEn: string }

const instant = (text: string | null) => text && new Date(text).toISOString()

/** Since when an order that was sent is unheard; a company that exchanges nothing has no limit of its own. */
const silentSince = ({ company }: Pick<Ctx, 'company'>) => sql`now() - make_interval(hours => coalesce(
  (select settings.alert_hours from exchange_settings settings where settings.company_id = ${company.id}), 24))`

const isSilent = (ctx: Pick<Ctx, 'company'>) => sql`(sent.state = 'sent' and sent.created_at < ${silentSince(ctx)})`

const from = (ctx: Ctx, filters: Filters) => {
  const { company } = ctx
  return sql`${standing(ctx, filters)} o
  join parties party on party.company_id = ${company.id} and party.id = o.party_id
  left join order_natures nature on nature.company_id = ${company.id} and nature.id = o.nature_id
  left join order_statuses status on status.company_id = ${company.id} and status.id = o.status_id
  left join addresses place on place.company_id = ${company.id} and place.party_id = o.party_id
    and place.purpose = 'billing' and place.valid_to is null and place.issues_from is null
  left join partners partner on partner.company_id = ${company.id} and partner.party_id = o.party_id
  left join lateral (select s.* from sent_orders s where s.company_id = ${company.id} and s.order_id = o.id
    order by s.edition desc limit 1) sent on true
  left join lateral (select ${silentSince(ctx)} as since) silence on true`
}

const list = listByParty<Row, Found, Filters>({
  from,
  columns: {
    id: sql`o.id`,
    number: sql`o.number`,
    orderedOn: sql`o.ordered_on`,
    nature: sql`coalesce(nature.name, '')`,
    netCents: sql`o.net_cents`,
    grossCents: sql`o.gross_cents`,
    currency: sql`o.currency`,
    statusFr: sql`coalesce(status.name_fr, '')`,
    statusEn: sql`coalesce(nullif(status.name_en, ''), status.name_fr, '')`,
    isDraft: sql`o.confirmed_on is null`,
    supplierId: sql`o.party_id`,
    name: sql`trim(upper(party.last_name) || ' ' || party.first_name)`,
    legalName: sql`party.legal_name`,
    line1: sql`coalesce(place.line1, '')`,
    postcode: sql`coalesce(place.postcode, '')`,
    town: sql`coalesce(place.town, '')`,
    owner: sql`o.owner`,
    address: sql`coalesce(partner.address, '')`,
    edition: sql`coalesce(sent.edition, 0)`,
    sentAt: sql`sent.created_at`,
    sentState: sql`sent.state`,
    sellerNumber: sql`coalesce(sent.seller_number, '')`,
    answeredAt: sql`sent.answered_at`,
    isUnheard: sql`coalesce(sent.state = 'sent' and sent.created_at < silence.since, false)`,
  },
  id: sql`o.id`,
  sorts: { orderedOn: sql`o.ordered_on`, serial: sql`o.serial` },
  defaultSort: '-orderedOn',
  party: sql`o.party_id`,
  where: kept,
  isNarrow: ({ supplierId }) => supplierId !== undefined,
  row: ({ statusFr, statusEn, ...row }, { language }) => ({
    ...row,
    status: language === 'fr' ? statusFr : statusEn,
    sentAt: instant(row.sentAt),
    answeredAt: instant(row.answeredAt),
  }),
})

/** Of what supplier, whose and of when. */
const narrowed = ({ company }: Ctx, { from, to, supplierId, owner }: Filters): SQL[] => [
  sql`o.company_id = ${company.id} and o.kind = 'supplier'`,
  ...(from ? [sql`o.ordered_on >= ${from}`] : []),
  ...(to ? [sql`o.ordered_on <= ${to}`] : []),
  ...(supplierId ? [sql`o.party_id = ${supplierId}`] : []),
  ...(owner ? [sql`o.owner = ${owner}`] : []),
]

/**
 * What can leave: confirmed orders that were not sent yet; with `all`, drafts and sent ones too. Those that wait or are unheard are
 * few and anywhere among all that ever were: they are found first (`offset 0`), then put in order. Source: INT-17, INT-18, X-36.
 */
function standing(ctx: Ctx, filters: Filters): SQL {
  const { company } = ctx
  const asked = sql.join(narrowed(ctx, filters), sql` and `)
  if (filters.unheard)
    return sql`(select o.* from sent_orders sent join orders o on o.company_id = ${company.id} and o.id = sent.order_id
      where sent.company_id = ${company.id} and ${isSilent(ctx)} and ${asked} and not exists (select from sent_orders later
        where later.company_id = ${company.id} and later.order_id = sent.order_id and later.edition > sent.edition) offset 0)`
  if (filters.all) return sql`orders`
  // Asked of each of the few: as `not exists` PostgreSQL 15 joins them with all that was ever sent.
  return sql`(select o.* from orders o where ${asked} and o.state in ('open', 'part-delivered') and (
      select s.edition from sent_orders s where s.company_id = ${company.id} and s.order_id = o.id limit 1) is null offset 0)`
}

function kept(ctx: Ctx, filters: Filters): SQL[] {
  const isWhole = filters.all && !filters.unheard
  return [...narrowed(ctx, filters), ...(isWhole ? [sql`o.state in ('draft', 'open', 'part-delivered')`] : [])]
}

/** Supplier orders to send, the latest first. Source: INT-11 to INT-18. */
export const toSendList: typeof list = {
  ...list,
  page: async (ctx, query) => {
    if (!query.search?.trim() && query.supplierId === undefined) await joinAsWritten(ctx)
    return list.page(ctx, query)
  },
}

type SentRow = Omit<Sending, 'note' | 'changes' | 'despatchedCount'> & {
  canNote: boolean
  answer: Pick<ExchangeAnswer, 'note' | 'lines'> | null
  despatched: Record<string, number>
  lines: SentLine[]
}

/** How often an order was sent and what came back, the last sending first. Source. */
export async function sendingsOf(
  ctx: Ctx,
  orderId: string,
): Promise<{ sendings: Sending[]; replies: Reply[]; canNote: boolean }> {
  const { db, company } = ctx
  const { rows } = await db.execute<SentRow>(sql`
    select sent.edition, sent.created_at as "sentAt", sent.created_by as "sentBy", mail."to" as address, sent.message_id as "messageId",
      sent.state, sent.seller_number as "sellerNumber", sent.answered_at as "answeredAt", sent.answer, sent.despatched,
      partner.state <> 'paired' as "canNote",
      ${isSilent(ctx)} as "isUnheard", sent.lines
    from sent_orders sent join messages mail on mail.company_id = ${company.id} and mail.id = sent.message_id
    join partners partner on partner.company_id = ${company.id} and partner.id = sent.partner_id
    where sent.company_id = ${company.id} and sent.order_id = ${orderId} order by sent.edition desc`)
  const replies = rows.length === 0 ? [] : await repliesTo(ctx, orderId)
  return { sendings: rows.map(sendingOf), replies, canNote: rows[0]?.canNote ?? false }
}

function sendingOf({ answer, despatched, lines, canNote: _, ...sent }: SentRow): Sending {
  const counts = Object.values(despatched)
  const labels = new Map(lines.map(({ position, label }) => [position, label]))
  return {
    ...sent,
    sentAt: instant(sent.sentAt)!,
    answeredAt: instant(sent.answeredAt),
    note: answer?.note ?? '',
    despatchedCount: counts.reduce((sum, count) => sum + count, 0),
    changes: (answer?.lines ?? []).flatMap(({ answer: said, ...line }) =>
      said === 'accepted' ? [] : [{ ...line, answer: said, label: labels.get(line.position) ?? '' }],
    ),
  }
}
