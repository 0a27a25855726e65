import { apiOf } from '../../../platform/web/api.ts'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { catalogContract } from '../../catalog/contract.ts'
import { titleLookup } from '../../catalog/pages/title-lookup.part.tsx'
import { renewalsContract } from '../contract.ts'
import { seriesWords } from '../labels/series.ts'

const api = apiOf('renewals', renewalsContract)
export type Series = Awaited<ReturnType<typeof api.get.call>>
type Create = Parameters<typeof api.create.call>[0]
type Update = Parameters<typeof api.update.call>[0]

const offers = lookupSource(
  'products',
  apiOf('catalog', catalogContract).products,
  ({ id, code, label }) => ({ value: id, label: `${code} · ${label}` }),
  { sort: 'code', kind: 'subscription' },
)

const blank = {
  name: '',
  titleId: null as string | null,
  productId: null as string | null,
  link: '',
  automatic: false,
  active: true,
}
type Values = typeof blank

/** A new series, in the panel of the list; its waves come after. */
export function CreateSeries({ onDone }: { onDone(id: string | undefined): void }) {
  const words = useLabels(seriesWords)
  const form = useRecordForm({
    initial: blank,
    input: values => values,
    schema: renewalsContract.create['~orpc'].inputSchema,
    save: (input: Create, saving) => api.create.call(input, saving),
    onSaved: ({ id }) => {
      refresh()
      onDone(id)
    },
  })
  return (
    <PanelForm title={words.newSeries}>
      <FormFrame form={form} submit={words.createSeries} onCancel={() => onDone(undefined)}>
        <SeriesFields form={form} />
      </FormFrame>
    </PanelForm>
  )
}

/** Changes what a series is called, whom it is for and how it leaves. */
export function EditSeries({ series, onDone }: { series: Series; onDone(): void }) {
  const words = useLabels(seriesWords)
  const { name, titleId, productId, link, automatic, active } = series
  const form = useRecordForm<Values, Series>({
    initial: { name, titleId, productId, link, automatic, active },
    input: values => ({ ...values, id: series.id, revision: series.revision }),
    schema: renewalsContract.update['~orpc'].inputSchema,
    save: (input: Update, saving) => api.update.call(input, saving),
    onSaved: () => {
      refresh()
      onDone()
    },
  })
  return (
    <FormFrame form={form} submit={words.saveSeries} onCancel={onDone}>
      <SeriesFields form={form} isOld />
    </FormFrame>
  )
}

function SeriesFields({ form, isOld = false }: { form: RecordForm<Values>; isOld?: boolean }) {
  const words = useLabels(seriesWords)
  return (
    <>
      <TextField {...form.field('name')} label={words.name} required autoFocus />
      <LookupField {...form.field('titleId')} label={words.title} source={titleLookup} required />
      <LookupField
        {...form.field('productId')}
        label={words.product}
        description={words.productHint}
        source={offers}
        placeholder={words.allOffers}
      />
      <TextField {...form.field('link')} label={words.link} description={words.linkHint} kind="url" />
      <CheckField {...form.field('automatic')} label={words.automatic} />
      {isOld && <CheckField {...form.field('active')} label={words.active} />}
    </>
  )
}
