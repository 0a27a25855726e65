import { Button } from '@mantine/core'
import { IconBuildingBank, IconPrinter } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { chequeDepositsContract } from '../contract/deposits.ts'
import { balanceLabels } from '../labels/balances.ts'
import { paymentsWords } from '../labels/screens.ts'
import { paymentsLabels } from '../labels.ts'

const api = apiOf('chequeDeposits', chequeDepositsContract)
type Deposit = Awaited<ReturnType<typeof api.get.call>>
type Cheque = Deposit['cheques'][number]

export function DepositStatus({ of }: { of: Deposit['state'] }) {
  const { depositStates } = useLabels(balanceLabels)
  const label = depositStates[of].charAt(0).toUpperCase() + depositStates[of].slice(1)
  return <Status of={of === 'brought' ? 'good' : 'coming'} label={label} />
}

/** One deposit beside its list: its cheques, its slip, and its way to the bank. */
export function DepositPanel({ id }: { id: string }) {
  const { columns } = useLabels(balanceLabels)
  const format = useFormat()
  const query = useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {deposit => (
        <>
          <RecordHead
            number={deposit.number}
            name={deposit.bankAccount}
            status={<DepositStatus of={deposit.state} />}
            actions={<Actions of={deposit} />}
          />
          <Facts
            facts={[
              { label: columns.cents, value: <strong>{format.money(deposit.cents)}</strong> },
              { label: columns.chequeCount, value: format.integer(deposit.chequeCount) },
              { label: columns.depositedOn, value: format.day(deposit.depositedOn) },
              { label: columns.broughtOn, value: format.day(deposit.broughtOn) },
            ]}
          />
          <RecordPart title={columns.chequeCount}>
            <Cheques of={deposit} />
          </RecordPart>
          <Stamps {...deposit} />
        </>
      )}
    </RecordPanel>
  )
}

function Actions({ of }: { of: Deposit }) {
  const words = useLabels(paymentsWords)
  const notify = useNotify()
  const may = useMay()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const [asking, setAsking] = useState(false)
  const print = () =>
    download(`/cheque-deposits/${of.id}/slip`, { company, inLanguage }).catch(error => notify.failed(error))
  const bring = async () => {
    setAsking(false)
    try {
      await api.bring.call({ id: of.id }, { context: { idempotencyKey: crypto.randomUUID() } })
      notify.done(words.brought(of.number))
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <>
      <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => void print()}>
        {words.printSlip}
      </Button>
      {of.state === 'here' && may('payments.write') && (
        <Button variant="default" leftSection={<IconBuildingBank size={15} />} onClick={() => setAsking(true)}>
          {words.bring}
        </Button>
      )}
      <Confirm
        opened={asking}
        title={words.bringTitle}
        text={words.bringText}
        action={words.bring}
        onConfirm={() => void bring()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}

function Cheques({ of }: { of: Deposit }) {
  const words = useLabels(paymentsWords)
  const { columns } = useLabels(paymentsLabels)
  const notify = useNotify()
  const may = useMay()
  const [, setSearch] = useSearchValues()
  const takeOff = async ({ id }: Cheque) => {
    try {
      const { left } = await api.takeOff.call(
        { id: of.id, cheques: [id] },
        { context: { idempotencyKey: crypto.randomUUID() } },
      )
      notify.done(words.takenOff)
      if (left === 0) setSearch({ open: undefined })
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  const shown: ListColumn<Cheque>[] = [
    {
      key: 'number',
      header: words.payments,
      cell: ({ id, number }) => (
        <RecordLink to="payments" search={{ open: id }}>
          {number}
        </RecordLink>
      ),
    },
    { key: 'customer', header: columns.customer, text: ({ drawer, customer }) => drawer || customer },
    { key: 'reference', header: words.chequeNumber },
    { key: 'cents', header: columns.cents, kind: 'money' },
    {
      key: 'off',
      header: '',
      align: 'end',
      cell: cheque =>
        of.state === 'here' &&
        may('payments.write') && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={`${words.takeOff} ${cheque.number}`}
            onClick={() => void takeOff(cheque)}
          >
            {words.takeOff}
          </Button>
        ),
    },
  ]
  return <SmallTable<Cheque> query={{ data: { rows: of.cheques } } as never} columns={shown} empty={words.noCheque} />
}
