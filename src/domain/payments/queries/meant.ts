import { sql } from 'drizzle-orm'
import type { Ctx } from '../../../platform/http/context.ts'
import { textKey, words } from '../../../values/text-key.ts'
import { partyName } from '../../parties/queries.ts'
import { type Found, type OpenDocument, possibleNumbers, type RecordedPayment } from '../rules/proposals.ts'

type Inside = Pick<Ctx, 'db' | 'company'>
export type Movement = {
  id: string
  cents: number
  otherName: string
  otherIban: string
  text: string
  reference: string
  bookedOn: string
}
type ToDocument = OpenDocument & { movementId: string }
type OfMovement = RecordedPayment & { movementId: string }

/** What is not a name in a name. */
const TITLES = new Set(
  'M MR MME MLLE MONSIEUR MADAME MADEMOISELLE MRS MS MISS DR ET OU DE DU DES LA LE SARL SAS SA SCI EURL'.split(' '),
)
/** All open documents of a customer with more are not worth combining. */
const MOST_OF_CUSTOMER = 200
const MOST_ALIKE = 5

const documentColumns = sql`d.id as "invoiceId", d.number, d.customer_id as "customerId", d.customer, d.open_cents as "openCents", d.due_on as "dueOn"`

/** Open documents in euros, as statements are, with the name of their customer, read once a statement. */
const open = ({ company }: Inside) => sql`open as materialized (
  select s.id, i.number, s.customer_id, ${partyName('customer')} as customer, s.open_cents, s.due_on
  from invoice_states s
  join invoices i on i.company_id = ${company.id} and i.id = s.id
  join parties customer on customer.company_id = ${company.id} and customer.id = s.customer_id
  where s.company_id = ${company.id} and s.open_cents <> 0 and s.issued_on is not null and s.currency = 'EUR')`

/** What each movement may mean, all of them in one pass each way: numbers, accounts, amounts with names, names, amounts. */
export async function meantBy(ctx: Inside, movements: readonly Movement[]): Promise<(movement: Movement) => Found> {
  // Just written, the rows have no statistics, and the planner would compare each with each.
  await ctx.db.execute(sql`set local enable_nestloop = off; set local enable_mergejoin = off`)
  const named = byMovement(await documentsNamed(ctx, movements))
  // A number decides by itself.
  const others = movements.filter(({ id, cents }) => !named(id).some(({ openCents }) => openCents > 0 === cents > 0))
  const ofAccount = byMovement(await documentsOfAccounts(ctx, others))
  const alike = byMovement(await documentsAlike(ctx, others))
  const ofName = byMovement(await documentsOfNames(ctx, others))
  const lone = await loneDocuments(ctx, others)
  const recorded = byMovement(await paymentsRecorded(ctx, others))
  const undone = new Map((await paymentsTakenBack(ctx, movements)).map(one => [one.movementId, one]))
  const told = new Map((await paymentsTold(ctx, movements)).map(one => [one.movementId, one]))
  await ctx.db.execute(sql`set local enable_nestloop = on; set local enable_mergejoin = on`)
  return ({ id, cents }) => ({
    named: named(id),
    ofAccount: ofAccount(id),
    alike: alike(id),
    ofName: ofName(id),
    lone: lone.get(cents),
    undoes: asPayment(undone.get(id)),
    told: asPayment(told.get(id)),
    recorded: recorded(id).flatMap(one => asPayment(one) ?? []),
  })
}

const asPayment = (of: OfMovement | undefined): RecordedPayment | undefined =>
  of && { paymentId: of.paymentId, customerId: of.customerId, customer: of.customer }

function byMovement<T extends { movementId: string }>(rows: readonly T[]): (id: string) => T[] {
  const groups = Map.groupBy(rows, ({ movementId }) => movementId)
  return id => groups.get(id) ?? []
}

/** Documents whose number stands in the words of a movement, however its parts are spelled and zeros left out. */
async function documentsNamed(ctx: Inside, movements: readonly Movement[]): Promise<ToDocument[]> {
  const rows = movements.flatMap(({ id, text, reference }) =>
    possibleNumbers(textKey(`${text} ${reference}`)).map(number => ({ id, number })),
  )
  const { rows: found } = await ctx.db.execute<ToDocument>(sql`
    with ${open(ctx)},
    keys as materialized (
      select d.*, regexp_replace(upper(d.number), '[^A-Z0-9]', '', 'g') as key,
        regexp_replace(regexp_replace(upper(d.number), '(^|[^0-9])0+(?=[0-9])', '\\1', 'g'), '[^A-Z0-9]', '', 'g') as short from open d),
    said as materialized (select * from unnest(${sql.param(rows.map(({ id }) => id))}::uuid[], ${sql.param(rows.map(({ number }) => number))}::text[]) as said (movement_id, number))
    select said.movement_id as "movementId", ${documentColumns} from said join keys d on d.key = said.number
    union
    select said.movement_id, ${documentColumns} from said join keys d on d.short = said.number`)
  return found
}

/** All open documents of the customers whose money came from the same account before. */
async function documentsOfAccounts(ctx: Inside, movements: readonly Movement[]): Promise<ToDocument[]> {
  const rows = movements.filter(({ otherIban }) => otherIban !== '')
  if (rows.length === 0) return []
  const { rows: found } = await ctx.db.execute<ToDocument>(sql`
    with ${open(ctx)},
    said as materialized (${column(rows, 'otherIban')}),
    known as materialized (
      select distinct m.other_iban, s.customer_id from bank_movements m
      join payment_states s on s.company_id = ${ctx.company.id} and s.id = m.payment_id
      where m.company_id = ${ctx.company.id} and m.payment_id is not null and m.other_iban <> '')
    select said.movement_id as "movementId", ${documentColumns}
    from said join known on known.other_iban = said.value
    join (select d.*, count(*) over (partition by d.customer_id) as count from open d) d
      on d.customer_id = known.customer_id and d.count <= ${MOST_OF_CUSTOMER}`)
  return found
}

const nameWords = (name: string) => words(name).filter(word => word.length > 1 && !TITLES.has(word))

/** Documents of exactly the amount, whose customer shares words with who is at the other end. */
async function documentsAlike(ctx: Inside, movements: readonly Movement[]) {
  const rows = movements.flatMap(({ id, cents, otherName, text }) => {
    const said =
      otherName === ''
        ? nameWords(text)
            .filter(word => !/\d/.test(word))
            .slice(0, 12)
        : nameWords(otherName)
    return said.map(word => ({ id, cents, word }))
  })
  const { rows: found } = await ctx.db.execute<ToDocument & { likeness: number }>(sql`
    with ${open(ctx)},
    said as materialized (select * from unnest(${sql.param(rows.map(({ id }) => id))}::uuid[],
      ${sql.param(rows.map(({ cents }) => cents))}::bigint[], ${sql.param(rows.map(({ word }) => word))}::text[]) as said (movement_id, cents, word)),
    amounts as materialized (select distinct cents from said),
    fitting as materialized (select d.* from open d join amounts on amounts.cents = d.open_cents),
    names as materialized (select c.customer_id, ${keyWords('c.customer')} as words
      from (select distinct customer_id, customer from fitting) c),
    spelled as materialized (select d.id, d.open_cents, word from fitting d join names on names.customer_id = d.customer_id, unnest(names.words) as word),
    shared as materialized (
      select said.movement_id, d.id, count(*) as count from said join spelled d on d.open_cents = said.cents and d.word = said.word
      group by 1, 2),
    best as (
      select shared.movement_id, d.*, (100 * shared.count / greatest(cardinality(names.words), 1))::int as likeness,
        row_number() over (partition by shared.movement_id
          order by shared.count::float / greatest(cardinality(names.words), 1) desc, d.due_on, d.number) as place
      from shared join fitting d on d.id = shared.id join names on names.customer_id = d.customer_id)
    select movement_id as "movementId", ${documentColumns}, likeness from best d where place <= ${MOST_ALIKE}`)
  return found
}

/** All open documents of the customers who have exactly the name, its words in any order. */
async function documentsOfNames(ctx: Inside, movements: readonly Movement[]): Promise<ToDocument[]> {
  const rows = movements
    .map(({ id, otherName }) => ({ id, name: nameWords(otherName).sort().join(' ') }))
    .filter(({ name }) => name.includes(' ') || name.length > 5)
  if (rows.length === 0) return []
  const { rows: found } = await ctx.db.execute<ToDocument>(sql`
    with ${open(ctx)},
    said as materialized (${column(rows, 'name')}),
    customers as materialized (
      select d.customer_id, array_to_string(array(select word from unnest(${keyWords('d.customer')}) as word order by word collate "C"), ' ') as name
      from (select customer_id, customer from open group by 1, 2 having count(*) <= ${MOST_OF_CUSTOMER}) d)
    select said.movement_id as "movementId", ${documentColumns}
    from said join customers on customers.name = said.value
    join open d on d.customer_id = customers.customer_id`)
  return found
}

/** The only open document of the company of each amount. */
async function loneDocuments(ctx: Inside, movements: readonly Movement[]): Promise<Map<number, OpenDocument>> {
  const amounts = [...new Set(movements.map(({ cents }) => cents))]
  const { rows } = await ctx.db.execute<OpenDocument>(sql`
    with ${open(ctx)}, amounts as materialized (select unnest(${sql.param(amounts)}::bigint[]) as cents)
    select ${documentColumns} from (select d.*, count(*) over (partition by d.open_cents) as count from open d
      join amounts on amounts.cents = d.open_cents) d where d.count = 1`)
  return new Map(rows.map(document => [document.openCents, document]))
}

/** The payments that movements take back: of the opposite amount, by the same reference. */
async function paymentsTakenBack(ctx: Inside, movements: readonly Movement[]) {
  const rows = movements.filter(({ cents, reference }) => cents < 0 && reference.length > 3)
  if (rows.length === 0) return []
  const { rows: found } = await ctx.db.execute<OfMovement>(sql`
    with said as materialized (select * from unnest(${sql.param(rows.map(({ id }) => id))}::uuid[],
      ${sql.param(rows.map(({ cents }) => -cents))}::bigint[], ${sql.param(rows.map(({ reference }) => reference))}::text[]) as said (movement_id, cents, reference))
    select said.movement_id as "movementId", m.payment_id as "paymentId", s.customer_id as "customerId", ${partyName('customer')} as customer
    from said join bank_movements m on m.company_id = ${ctx.company.id} and m.payment_id is not null and m.cents = said.cents and m.reference = said.reference
    join payment_states s on s.company_id = ${ctx.company.id} and s.id = m.payment_id
    join parties customer on customer.company_id = ${ctx.company.id} and customer.id = s.customer_id
    left join payments u on u.company_id = ${ctx.company.id} and u.undoes_id = m.payment_id
    where u.id is null`)
  return found
}

/** The direct debits that a statement tells one by one, recorded under the reference that the bank gives back. */
async function paymentsTold(ctx: Inside, movements: readonly Movement[]): Promise<OfMovement[]> {
  const rows = movements.flatMap(({ id, cents, reference }) =>
    cents > 0 ? reference.split(' ').map(word => ({ id, cents, reference: word })) : [],
  )
  if (rows.length === 0) return []
  const { rows: found } = await ctx.db.execute<OfMovement>(sql`
    with said as materialized (select * from json_to_recordset(${JSON.stringify(rows)}::json) as said (id uuid, cents bigint, reference text))
    select said.id as "movementId", p.id as "paymentId", s.customer_id as "customerId", ${partyName('customer')} as customer
    from said join payments p on p.company_id = ${ctx.company.id} and p.source = 'debit' and p.source_reference = said.reference and p.cents = said.cents
    join payment_states s on s.company_id = ${ctx.company.id} and s.id = p.id
    join parties customer on customer.company_id = ${ctx.company.id} and customer.id = s.customer_id
    left join bank_movements m on m.company_id = ${ctx.company.id} and m.payment_id = p.id
    where m.id is null`)
  return found
}

/** A clerk records a transfer some days before or after the bank tells it. */
const DAYS_ABOUT = 10

/** Payments recorded by hand that a movement may be: of its amount, about its day, no other movement's, of a like name. */
async function paymentsRecorded(ctx: Inside, movements: readonly Movement[]): Promise<OfMovement[]> {
  const rows = movements.flatMap(({ id, cents, bookedOn, otherName, text }) =>
    nameWords(`${otherName} ${text}`).map(word => ({ id, cents, bookedOn, word })),
  )
  const { rows: found } = await ctx.db.execute<OfMovement>(sql`
    with said as materialized (select * from json_to_recordset(${JSON.stringify(rows)}::json) as said (id uuid, cents bigint, "bookedOn" date, word text)),
    days as (select min("bookedOn") - ${DAYS_ABOUT}::int as first, max("bookedOn") + ${DAYS_ABOUT}::int as last from said),
    recorded as materialized (
      select s.id, s.cents, s.received_on, s.customer_id, ${partyName('customer')} as customer
      from payments p join payment_states s on s.company_id = ${ctx.company.id} and s.id = p.id
      join parties customer on customer.company_id = ${ctx.company.id} and customer.id = s.customer_id
      left join payments u on u.company_id = ${ctx.company.id} and u.undoes_id = p.id
      left join bank_movements m on m.company_id = ${ctx.company.id} and m.payment_id = p.id
      where p.company_id = ${ctx.company.id} and p.method in ('transfer', 'card', 'direct-debit') and p.source <> 'statement'
        and p.currency = 'EUR' and p.received_on between (select first from days) and (select last from days)
        and u.id is null and m.id is null and p.undoes_id is null),
    spelled as materialized (select r.*, word from recorded r, unnest(${keyWords('r.customer')}) as word)
    select distinct said.id as "movementId", r.id as "paymentId", r.customer_id as "customerId", r.customer
    from said join spelled r on r.cents = said.cents and r.word = said.word
    where r.received_on between said."bookedOn" - ${DAYS_ABOUT}::int and said."bookedOn" + ${DAYS_ABOUT}::int`)
  return found
}

const column = <K extends string>(rows: readonly ({ id: string } & Record<K, string>)[], key: K) =>
  sql`select * from unnest(${sql.param(rows.map(({ id }) => id))}::uuid[], ${sql.param(rows.map(row => row[key]))}::text[]) as said (movement_id, value)`

/** The words of a name in SQL, as `nameWords` cuts them but for rare letters. */
const keyWords = (name: string) => sql`array(
  select distinct word from regexp_split_to_table(regexp_replace(upper(translate(${sql.raw(name)},
    'àâäáãåçéèêëíìîïñóòôöõúùûüýÿÀÂÄÁÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝŸ', 'aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUYY')), '[^A-Z0-9]+', ' ', 'g'), ' ') as word
  where length(word) > 1 and word <> all(${`{${[...TITLES].join(',')}}`}::text[]))`
