import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { PAYMENT_METHODS, type PaymentMethod } from '../../invoicing/rules/document.ts'
import { paymentsLabels } from '../../payments/labels.ts'
import { bankAccountLookup } from '../../payments/pages/account-lookup.part.tsx'
import { shopPaymentMethodsContract } from '../contract/mappings.ts'
import { mappingWords } from '../labels/mappings.ts'
import { shopPaymentMethods } from './shop-api.part.ts'
import classes from './shops.module.css'

type Said = Awaited<ReturnType<typeof shopPaymentMethods.list.call>>
type Choice = { method: PaymentMethod; bankAccountId: string | null }

/** How each way of paying of a shop is recorded, and where its money arrives. */
export function MethodsTable({ shopId }: { shopId: string }) {
  const words = useLabels(mappingWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(shopPaymentMethods.list.queryOptions({ input: { id: shopId } }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <p role="status">{common.loading}</p>
  if (data.length === 0) return <p className={classes.none}>{words.noMethods}</p>
  return (
    <div className={`${classes.wide} ${classes.fits}`}>
      <p className={classes.none}>{words.methodsText}</p>
      <MethodsForm key={JSON.stringify(data)} shopId={shopId} of={data} />
    </div>
  )
}

function MethodsForm({ shopId, of }: { shopId: string; of: Said }) {
  const words = useLabels(mappingWords)
  const { methods } = useLabels(paymentsLabels)
  const notify = useNotify()
  const mayWrite = useMay()('shops.write')
  const form = useRecordForm<Record<string, Choice>, Said>({
    initial: Object.fromEntries(
      of.map(({ externalId, method, bankAccountId }) => [externalId, { method, bankAccountId }]),
    ),
    input: values => ({
      id: shopId,
      methods: Object.entries(values).map(([externalId, choice]) => ({ externalId, ...choice })),
    }),
    schema: shopPaymentMethodsContract.save['~orpc'].inputSchema,
    save: (input: Parameters<typeof shopPaymentMethods.save.call>[0], saving) =>
      shopPaymentMethods.save.call(input, saving),
    onSaved: () => {
      notify.done(words.methodsSaved)
      refresh()
    },
  })
  const change = (id: string, said: Partial<Choice>) => form.set({ [id]: { ...form.values[id]!, ...said } })
  return (
    <FormFrame form={form} submit={words.saveMethods} locked={mayWrite ? undefined : words.noMay}>
      <PlainTable
        rows={of.map(row => ({ ...row, id: row.externalId }))}
        empty=""
        columns={[
          {
            key: 'title',
            header: words.method,
            cell: ({ id, title }) => (
              <>
                {title || id} {title && title !== id && <code>{id}</code>}
              </>
            ),
          },
          {
            key: 'method',
            header: words.recordedAs,
            cell: ({ id, title }) => (
              <Select
                aria-label={`${words.recordedAs}, ${title || id}`}
                data={PAYMENT_METHODS.map(value => ({ value, label: methods[value] }))}
                value={form.values[id]!.method}
                onChange={method => change(id, { method: method as PaymentMethod })}
                allowDeselect={false}
                disabled={!mayWrite}
                size="xs"
                comboboxProps={{ transitionProps: { duration: 0 }, shadow: 'md' }}
              />
            ),
          },
          {
            key: 'account',
            header: words.account,
            cell: ({ id }) => (
              <LookupField
                name={`account-${id}`}
                label=""
                value={form.values[id]!.bankAccountId}
                onChange={bankAccountId => change(id, { bankAccountId })}
                source={bankAccountLookup}
                disabled={!mayWrite}
              />
            ),
          },
        ]}
      />
    </FormFrame>
  )
}
