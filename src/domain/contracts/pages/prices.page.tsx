import { IconArrowBackUp } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { contractChangesLabels } from '../labels/changes.ts'
import { contractWords } from '../labels/screens.ts'
import { PRICE_KINDS } from '../rules/price-change.ts'
import { contractPriceChanges, type PriceChange } from './contract-api.part.ts'
import { useContractTabs } from './contract-tabs.part.tsx'
import { ChangePrices } from './prices.form.tsx'

/** Changes of price of many contracts: those to come, those that hold, those taken back. Source: A12. */
export function ContractPricesPage() {
  const words = useLabels(contractChangesLabels)
  const { contracts } = useLabels(contractWords)
  const format = useFormat()
  const [asked, setAsked] = useState<'new' | PriceChange | null>(null)
  const close = () => setAsked(null)
  const change = { label: words.newPrices, right: 'contracts.write', run: () => setAsked('new') }
  return (
    <>
      <ListPage
        title={contracts}
        name="contract-price-changes"
        source={contractPriceChanges}
        counted={count => format.many(count, words.changeOne, words.changeMany)}
        columns={useColumns()}
        filters={useFilters()}
        tabs={useContractTabs('contract-prices')}
        exportPath="/contract-price-changes/export"
        empty={{ text: words.noPrices, action: change }}
        mainAction={change}
        actions={useActions(setAsked)}
        rowName={row => row.label}
      />
      {asked === 'new' && <ChangePrices onClose={close} />}
      {asked !== null && asked !== 'new' && <Undo of={asked} onClose={close} />}
    </>
  )
}

type State = 'coming' | 'holds' | 'undone'
const stateOn = (today: string, { undoneOn, fromOn }: PriceChange): State =>
  undoneOn !== null ? 'undone' : fromOn > today ? 'coming' : 'holds'
const TONES = { coming: 'coming', holds: 'good', undone: 'off' } as const

function useActions(undo: (of: PriceChange) => void): RowAction<PriceChange>[] {
  const words = useLabels(contractChangesLabels)
  const { today } = useSession()
  return [
    {
      right: 'contracts.write',
      key: 'undo',
      label: words.undo,
      icon: <IconArrowBackUp size={16} />,
      enabled: row => stateOn(today, row) === 'coming' || words.states[stateOn(today, row)],
      run: ({ rows: [row] }) => row && undo(row),
    },
  ]
}

function useColumns(): ListColumn<PriceChange>[] {
  const { columns, priceKinds, states } = useLabels(contractChangesLabels)
  const { today } = useSession()
  const format = useFormat()
  return useMemo(
    () => [
      { key: 'label', header: columns.label, width: 200, grow: true, phone: 1 },
      { key: 'fromOn', header: columns.fromOn, kind: 'day', sort: true, width: 110, phone: 2 },
      { key: 'kind', header: columns.kind, width: 130, text: row => priceKinds[row.kind] },
      {
        key: 'value',
        header: columns.value,
        align: 'end',
        width: 110,
        text: ({ kind, value }) => (kind === 'percent' ? format.percent(value) : format.money(value)),
        phone: 2,
      },
      { key: 'contractCount', header: columns.contractCount, kind: 'integer', width: 96 },
      { key: 'noticedCount', header: columns.noticedCount, kind: 'integer', width: 130 },
      {
        key: 'state',
        header: columns.state,
        width: 120,
        screenOnly: true,
        cell: row => <Status of={TONES[stateOn(today, row)]} label={states[stateOn(today, row)]} />,
        text: row => states[stateOn(today, row)],
        phone: 'end',
      },
      { key: 'undoneOn', header: columns.undoneOn, kind: 'day', width: 110, hidden: true },
      { key: 'createdBy', header: columns.createdBy, width: 64 },
    ],
    [columns, priceKinds, states, today, format],
  )
}

function useFilters(): ListFilter[] {
  const { columns, priceKinds } = useLabels(contractChangesLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'kind',
        label: columns.kind,
        options: PRICE_KINDS.map(value => ({ value, label: priceKinds[value] })),
      },
    ],
    [columns, priceKinds],
  )
}

/** Before its day a change is taken back. */
function Undo({ of, onClose }: { of: PriceChange; onClose(): void }) {
  const words = useLabels(contractChangesLabels)
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const undo = async () => {
    setWorking(true)
    try {
      await contractPriceChanges.undo.call({ id: of.id })
      notify.done(words.undone)
      refresh()
      onClose()
    } catch (error) {
      notify.failed(error)
    } finally {
      setWorking(false)
    }
  }
  return (
    <Confirm
      opened
      title={words.undoTitle}
      text={words.undoText}
      action={words.undo}
      danger
      working={working}
      onConfirm={() => void undo()}
      onCancel={onClose}
    />
  )
}
