import { Button, NativeSelect } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Bar } from '../../../platform/web/bar.tsx'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { EURO } from '../../../values/currency.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { accountStatementsContract, balancesContract } from '../contract/balances.ts'
import { balanceLabels } from '../labels/balances.ts'
import { paymentsWords } from '../labels/screens.ts'
import { paymentsLabels } from '../labels.ts'
import { useBalanceTabs } from './money-tabs.part.tsx'
import classes from './payments.module.css'

const api = apiOf('accountStatements', accountStatementsContract)
const balances = apiOf('balances', balancesContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]
type Asked = { customerId: string; currency?: string; from?: string; to?: string }

/** The account of a customer: opening balance, documents, payments, and the balance after each. */
export function AccountPage() {
  const words = useLabels(paymentsWords)
  const [{ customerId, currency, from, to }] = useSearchValues()
  const tabs = useBalanceTabs('account-statement')
  const asked = useMemo(
    () =>
      customerId
        ? { customerId, ...(currency ? { currency } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) }
        : undefined,
    [customerId, currency, from, to],
  )
  if (asked) return <Account key={JSON.stringify(asked)} asked={asked} tabs={tabs} />
  return (
    <>
      <ScreenHeading title={words.statement} name={words.statement} tabs={tabs} />
      <Choice />
      <p className={classes.choose}>{words.chooseCustomer}</p>
    </>
  )
}

function Account({ asked, tabs }: { asked: Asked; tabs: ReturnType<typeof useBalanceTabs> }) {
  const words = useLabels(paymentsWords)
  const format = useFormat()
  return (
    <ListPage
      title={words.statement}
      name="account-statement"
      source={api}
      counted={count => format.many(count, words.statementOne, words.statementMany)}
      columns={useColumns()}
      fixed={asked}
      tabs={tabs}
      searchPlaceholder={words.statementSearch}
      exportPath="/account-statements/export"
      empty={{ text: words.noMovement }}
      headingEnd={<PrintButton asked={asked} />}
      above={<Choice asked={asked} />}
      rowName={row => `${row.kind} ${row.number}`}
    />
  )
}

function Choice({ asked }: { asked?: Asked }) {
  const words = useLabels(paymentsWords)
  const [, setSearch] = useSearchValues()
  const [from, setFrom] = useState<string | null>(asked?.from ?? null)
  const [to, setTo] = useState<string | null>(asked?.to ?? null)
  return (
    <Bar onSubmit={() => setSearch({ from: from ?? undefined, to: to ?? undefined })}>
      <LookupField
        name="customerId"
        label={words.customer}
        value={asked?.customerId ?? null}
        onChange={customerId => setSearch({ customerId: customerId ?? undefined })}
        source={contactLookup}
        autoFocus={!asked}
      />
      {asked && <OtherCurrencies asked={asked} />}
      <DayField name="from" label={words.from} value={from} onChange={setFrom} />
      <DayField name="to" label={words.to} value={to} onChange={setTo} />
      <Button type="submit" variant="default">
        {words.show}
      </Button>
    </Bar>
  )
}

/** A customer who bought in several currencies has an account in each: amounts of two are never added. */
function OtherCurrencies({ asked }: { asked: Asked }) {
  const words = useLabels(paymentsWords)
  const [, setSearch] = useSearchValues()
  const { data } = useQuery(balances.get.queryOptions({ input: { id: asked.customerId } }))
  if (!data || data.currencies.length === 0) return null
  return (
    <NativeSelect
      name="currency"
      label={words.currency}
      value={asked.currency ?? EURO}
      data={[EURO, ...data.currencies]}
      onChange={({ currentTarget }) =>
        setSearch({ currency: currentTarget.value === EURO ? undefined : currentTarget.value })
      }
    />
  )
}

function PrintButton({ asked }: { asked: Asked }) {
  const words = useLabels(paymentsWords)
  const notify = useNotify()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const print = () =>
    download('/account-statements/print', { ...asked, company, inLanguage }).catch(error => notify.failed(error))
  return (
    <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => void print()}>
      {words.pdf}
    </Button>
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, movements } = useLabels(balanceLabels)
  const { methods } = useLabels(paymentsLabels)
  const format = useFormat()
  return useMemo(() => {
    const amount = (cents: number, { currency }: Row) => (cents === 0 ? '' : format.money(cents, currency))
    return [
      { key: 'on', header: columns.on, kind: 'day', phone: 2 },
      { key: 'kind', header: columns.kind, width: 150, text: row => movements[row.kind], phone: 1 },
      { key: 'number', header: columns.number, width: 150, cell: row => <Piece of={row} />, phone: 1 },
      { key: 'method', header: columns.method, width: 110, text: row => (row.method ? methods[row.method] : '') },
      { key: 'label', header: columns.label, width: 180, grow: true },
      { key: 'dueOn', header: columns.dueOn, kind: 'day' },
      {
        key: 'debitCents',
        header: columns.debitCents,
        width: 116,
        align: 'end',
        text: row => amount(row.debitCents, row),
      },
      {
        key: 'creditCents',
        header: columns.creditCents,
        width: 116,
        align: 'end',
        text: row => amount(row.creditCents, row),
      },
      { key: 'balanceCents', header: columns.balanceCents, kind: 'money', width: 124, phone: 'end' },
    ]
  }, [columns, movements, methods, format])
}

function Piece({ of: { id, kind, number } }: { of: Row }) {
  if (kind === 'payment')
    return (
      <RecordLink to="payments" search={{ open: id }}>
        {number}
      </RecordLink>
    )
  if (kind === 'opening' || kind === 'passed-on') return number
  return <RecordLink to={`invoices/${id}`}>{number}</RecordLink>
}
