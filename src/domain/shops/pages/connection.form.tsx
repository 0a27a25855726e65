import { Alert, Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { address as siteAddress, syncContract } from '../contract/sync.ts'
import { connectionWords } from '../labels/connection.ts'
import { healthWords } from '../labels/failures.ts'
import { orderWords } from '../labels/orders.ts'
import { type Health, type Shop, shopSync } from './shop-api.part.ts'

type Values = { address: string; key: string; secret: string; deliversTo: string }
type Checked = Awaited<ReturnType<typeof shopSync.check.call>>

/** People say an address as they read it: what leads there is https unless they say otherwise. */
const whole = (address: string) => (/^[\w-]+(\.[\w-]+)+/.test(address.trim()) ? `https://${address.trim()}` : address)

const said = ({ address, key, secret }: Values) => ({
  ...(address ? { address: whole(address) } : {}),
  ...(key ? { key } : {}),
  ...(secret ? { secret } : {}),
})

/** Where a shop is and what opens it: keys go one way, and are tried before they are kept. */
export function ConnectionForm({ of: shop, beside }: { of: Shop; beside?: ReactNode }) {
  const words = useLabels(connectionWords)
  const notify = useNotify()
  const may = useMay()
  const form = useRecordForm<Values, Health>({
    initial: {
      address: shop.address,
      key: '',
      secret: '',
      deliversTo: shop.hasKeys ? shop.deliversTo : location.origin,
    },
    input: values => ({ ...said(values), deliversTo: whole(values.deliversTo), id: shop.id }),
    schema: syncContract.connect['~orpc'].inputSchema,
    save: (input: Parameters<typeof shopSync.connect.call>[0], saving) => shopSync.connect.call(input, saving),
    onSaved: () => {
      form.preset({ key: '', secret: '' })
      notify.done(words.connected)
      refresh()
    },
  })
  const check = useMutation(shopSync.check.mutationOptions())
  const asked = { id: shop.id, ...said(form.values) }
  const isOfThese = JSON.stringify(check.variables) === JSON.stringify(asked)
  const [noAddress, setNoAddress] = useState<string | null>(null)
  const isOne = siteAddress.safeParse(asked.address ?? shop.address).success
  const misspelt = !isOne && noAddress === form.values.address
  const test = () => {
    setNoAddress(isOne ? null : form.values.address)
    if (isOne) check.mutate(asked)
  }
  const address = form.field('address')
  const delivers = form.field('deliversTo')
  const kept = shop.hasKeys ? words.kept : ''
  return (
    <FormFrame
      form={form}
      submit={shop.hasKeys ? words.connectAgain : words.connect}
      locked={may('shops.write') ? undefined : words.noMay}
      beside={
        <>
          {may('shops.write') && (
            <Button
              variant="default"
              leftSection={<IconPlugConnected size={15} />}
              loading={check.isPending}
              onClick={test}
            >
              {words.test}
            </Button>
          )}
          {beside}
        </>
      }
    >
      <TextField
        {...address}
        error={misspelt || (!isOne && address.error) ? words.addressForm : address.error}
        label={words.address}
        description={words.addressHint}
        kind="url"
        placeholder="https://boutique.exemple.fr"
        autoFocus={!shop.hasKeys}
        required
      />
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)" phone="minmax(0, 1fr)">
        <TextField
          {...form.field('key')}
          label={words.key}
          kind="password"
          placeholder={kept}
          autoComplete="new-password"
          required={!shop.hasKeys}
        />
        <TextField
          {...form.field('secret')}
          label={words.secret}
          kind="password"
          placeholder={kept}
          autoComplete="new-password"
          required={!shop.hasKeys}
        />
      </FieldRow>
      <TextField
        {...delivers}
        error={delivers.error && words.addressForm}
        label={words.deliversTo}
        description={words.deliversHint}
        kind="url"
      />
      {isOfThese && !misspelt && <Outcome of={check} />}
    </FormFrame>
  )
}

/** Of these the shop said nothing: the machine did. */
const UNHEARD = new Set<Checked['failure']>(['addressUnknown', 'unreachable', 'timeout', 'noHttps', 'tls'])

type Checking = { data: Checked | undefined; error: Error | null }

/** What a test found: what is wrong and how to mend it, or what works and wants to be looked at. */
function Outcome({ of: { data, error } }: { of: Checking }) {
  const words = useLabels(connectionWords)
  const orders = useLabels(orderWords)
  const health = useLabels(healthWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  if (error)
    return (
      <Alert color="red" role="alert" p="xs">
        {failureOf(error, common.unreachable).message}
      </Alert>
    )
  if (!data) return null
  if (!data.ok)
    return (
      <Alert color="red" role="alert" p="xs" title={words.worksNot}>
        {data.failure ? health.failures[data.failure] : data.message}
        {data.failure === 'redirected' && <div>{words.leadsTo(data.address)}</div>}
        {data.said && data.failure !== 'redirected' && (
          <div>{UNHEARD.has(data.failure) ? words.code(data.said) : words.said(data.said)}</div>
        )}
      </Alert>
    )
  const { orderCount, warnings } = data
  return (
    <Alert
      color={warnings.length > 0 ? 'yellow' : 'green'}
      role="status"
      p="xs"
      title={orderCount === null ? words.works : words.worksWith(format.many(orderCount, orders.one, orders.many))}
    >
      {data.mayWrite && <div>{words.writable}</div>}
      {warnings.map(warning => (
        <div key={warning}>{health.warnings[warning]}</div>
      ))}
    </Alert>
  )
}
