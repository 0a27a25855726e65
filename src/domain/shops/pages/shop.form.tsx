import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { shopRecordsContract } from '../contract/records.ts'
import { shopsContract } from '../contract.ts'
import { connectionWords } from '../labels/connection.ts'
import { SHOP_KINDS, type ShopKind } from '../rules/order.ts'
import { RemoveShop } from './remove-shop.part.tsx'
import { type Shop, shopCreation, shopRecords } from './shop-api.part.ts'
import classes from './shops.module.css'

type Values = {
  name: string
  kind: ShopKind
  invoicedBy: 'shop' | 'facteur'
  numberPrefix: string
  startsOn: string | null
  timeZone: string
  quietHours: number | null
  writesNotes: boolean
  active: boolean
}
type Props = { shop?: Shop; onSaved(id: string): void; onCancel?: () => void }

const initial = (shop: Shop | undefined): Values => ({
  name: shop?.name ?? '',
  kind: shop?.kind ?? 'woocommerce',
  invoicedBy: shop?.invoicedBy ?? 'shop',
  numberPrefix: shop?.numberPrefix ?? '',
  startsOn: shop?.startsOn ?? null,
  timeZone: shop?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  quietHours: shop?.quietHours ?? null,
  writesNotes: shop?.writesNotes ?? false,
  active: shop?.active ?? true,
})

/** What is said of a shop, new or known; how it is reached is said apart. Source: ABO-7, E1, E10. */
export function ShopForm({ shop, onSaved, onCancel }: Props) {
  const words = useLabels(connectionWords)
  const notify = useNotify()
  const may = useMay()
  const form = useRecordForm<Values, { id: string }>({
    initial: initial(shop),
    input: ({ kind, active, ...values }) =>
      shop ? { ...values, active, id: shop.id, revision: shop.revision } : { ...values, kind },
    schema: (shop ? shopRecordsContract.update : shopsContract.create)['~orpc'].inputSchema,
    save: (input: never, saving) =>
      shop ? shopRecords.update.call(input, saving) : shopCreation.create.call(input, saving),
    onSaved: ({ id }) => {
      notify.done(shop ? words.saved : words.added)
      refresh()
      onSaved(id)
    },
  })
  return (
    <FormFrame
      form={form}
      submit={shop ? words.save : words.create}
      locked={may('shops.write') ? undefined : words.noMay}
      {...(onCancel ? { onCancel } : {})}
      beside={shop && may('shops.write') && shop.orderCount === 0 && <RemoveShop of={shop} />}
    >
      <Fields form={form} known={shop !== undefined} />
    </FormFrame>
  )
}

function Fields({ form, known }: { form: RecordForm<Values>; known: boolean }) {
  const words = useLabels(connectionWords)
  const byFiles = form.values.kind === 'csv'
  return (
    <>
      <TextField {...form.field('name')} label={words.name} description={words.nameHint} required />
      {!known && (
        <SwitchField
          {...form.field('kind')}
          label={words.kind}
          options={SHOP_KINDS.map(value => ({ value, label: words.kinds[value] }))}
        />
      )}
      <SwitchField
        {...form.field('invoicedBy')}
        label={words.invoicedBy}
        options={(['shop', 'facteur'] as const).map(value => ({ value, label: words.issuers[value] }))}
      />
      <p className={classes.law}>{words.law}</p>
      {form.values.invoicedBy === 'shop' && (
        <TextField {...form.field('numberPrefix')} label={words.numberPrefix} description={words.prefixHint} />
      )}
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <DayField {...form.field('startsOn')} label={words.startsOn} description={words.startsHint} />
        <TextField {...form.field('timeZone')} label={words.timeZone} description={words.timeZoneHint} required />
      </FieldRow>
      {!byFiles && (
        <>
          <IntegerField
            {...form.field('quietHours')}
            label={words.quietHours}
            description={words.quietHint}
            unit={words.hours}
          />
          <CheckField {...form.field('writesNotes')} label={words.writesNotes} />
        </>
      )}
      {known && <CheckField {...form.field('active')} label={words.active} description={words.activeHint} />}
    </>
  )
}
