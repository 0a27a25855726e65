import { Text } from '@mantine/core'
import { IconCash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { cashInContract } from '../contract/balances.ts'
import { ofDocumentWords } from '../labels/of-document.ts'
import { blankMoney, MethodField, type Money, MoneyFields } from './payment.form.tsx'

const api = apiOf('cashIn', cashInContract)
type Document = { id: string; number: string | null; openCents: number; currency: string }

/** Takes the money of the documents chosen in a list, each by a payment of its own. */
export function useCashInMany<Row extends Document>(): { action: RowAction<Row>; dialog: ReactNode } {
  const words = useLabels(ofDocumentWords)
  const [documents, setDocuments] = useState<readonly Document[] | null>(null)
  return {
    action: {
      key: 'cash-in',
      label: words.takeMany,
      icon: <IconCash size={16} />,
      right: 'payments.write',
      on: 'some',
      enabled: ({ number, openCents }) => (number !== null && openCents > 0) || words.nothingToTake,
      run: ({ rows }) => setDocuments(rows),
    },
    dialog: documents && <CashInMany of={documents} onClose={() => setDocuments(null)} />,
  }
}

function CashInMany({ of, onClose }: { of: readonly Document[]; onClose(): void }) {
  const words = useLabels(ofDocumentWords)
  const format = useFormat()
  const saved = useSaved(onClose)
  const { today } = useSession()
  const form = useRecordForm<Money, { count: number }>({
    initial: blankMoney(today),
    input: ({ method, receivedOn, ...money }) => ({
      ...money,
      ids: of.map(({ id }) => id),
      method: method ?? undefined,
      receivedOn: receivedOn ?? undefined,
    }),
    schema: cashInContract.cashInMany['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.cashInMany.call>[0], saving) => api.cashInMany.call(input, saving),
    onSaved: ({ count }) => saved(format.many(count, words.takenOne, words.takenMany)),
  })
  const sums = [...Map.groupBy(of, ({ currency }) => currency)].map(([currency, those]) =>
    format.money(
      those.reduce((sum, { openCents }) => sum + openCents, 0),
      currency,
    ),
  )
  return (
    <FormDialog title={words.takeMany} form={form} submit={words.cashIn} size={520} onClose={onClose}>
      <Text size="sm">
        {format.many(of.length, words.documentOne, words.documentMany)}, <strong>{sums.join(' + ')}</strong>
      </Text>
      <MethodField form={form} />
      <MoneyFields form={form} />
    </FormDialog>
  )
}
