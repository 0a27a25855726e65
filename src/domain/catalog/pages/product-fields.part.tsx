import { Text } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { CheckField, ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { AmountField, IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { PictureField } from '../../../platform/web/fields/picture-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { titleWords } from '../labels/titles.ts'
import { catalogLabels } from '../labels.ts'
import { PRICE_BASES } from '../rules/price.ts'
import { productTerms } from '../rules/product.ts'
import { characteristic, PRODUCT_KINDS, parseProductCode } from '../rules/product-code.ts'
import { SERVED_BY } from '../rules/title.ts'
import { BundleFields } from './bundle-fields.part.tsx'
import type { ProductValues } from './product.form.tsx'
import { TaxFields } from './tax-fields.part.tsx'
import { titleLookup } from './title-lookup.part.tsx'
import type { Title } from './title-panel.part.tsx'

const api = apiOf('catalog', catalogContract)

/** Small, so that a list of products stays light. */
const PICTURE = { width: 96, height: 96, longest: 20_000 }

type FieldsProps = {
  form: RecordForm<ProductValues>
  /** A product is a bundle for good, or never; undefined: it is being made. */
  isBundle: boolean | undefined
}

/** The fields of a product; those that its kind does not have are not there. */
export function ProductFields({ form, isBundle }: FieldsProps) {
  const { columns, kinds, bases, title: titleLabel } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const [language] = useLanguage()
  const { values } = form
  const meaning = parseProductCode(values.code)
  const kind = values.kind ?? meaning.kind
  const { titleId } = values
  const served = kind === 'subscription' || kind === 'single-issue'
  const title = useQuery(api.titles.get.queryOptions({ input: titleId && served ? { id: titleId } : skipToken }))
  const read = characteristic(meaning, language)
  useOnlyTitle(form, served)
  return (
    <>
      <FieldRow widths="150px minmax(0, 1fr)">
        <TextField {...form.field('code')} label={columns.code} required autoFocus />
        <TextField {...form.field('label')} label={columns.label} required />
      </FieldRow>
      <Text size="xs" c="dimmed">
        {read ? words.read(read) : words.codeHint}
      </Text>
      <ChoiceField
        {...form.field('kind')}
        value={kind}
        label={columns.kind}
        options={PRODUCT_KINDS.filter(value => isBundle === undefined || isBundle === (value === 'bundle')).map(
          value => ({ value, label: kinds[value] }),
        )}
      />
      {served && <LookupField {...form.field('titleId')} label={titleLabel} source={titleLookup} required />}
      {kind === 'subscription' && <TermFields form={form} title={title.data} />}
      {kind === 'single-issue' && <IssueFields form={form} />}
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <AmountField {...form.field('priceCents')} label={words.price} required />
        <SwitchField
          {...form.field('priceBasis')}
          label={columns.priceBasis}
          options={PRICE_BASES.map(value => ({ value, label: bases[value] }))}
        />
      </FieldRow>
      {kind === 'bundle' ? <BundleFields form={form} /> : <TaxFields form={form} title={title.data} />}
      <SheetFields form={form} />
      <DayField {...form.field('archivedOn')} label={columns.archivedOn} />
    </>
  )
}

/** What the product list shows beside the price. Source: ABO-18. */
function SheetFields({ form }: { form: RecordForm<ProductValues> }) {
  const { columns } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  return (
    <Fieldset legend={words.sheet}>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <TextField {...form.field('supplierName')} label={columns.supplierName} />
        <TextField {...form.field('ean13')} label={columns.ean13} />
      </FieldRow>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <TextField {...form.field('brand')} label={columns.brand} />
        <TextField {...form.field('family')} label={columns.family} />
      </FieldRow>
      <PictureField
        label={words.picture}
        value={form.values.image}
        onChange={image => form.set({ image })}
        limits={PICTURE}
        shown={{ width: 40, height: 40 }}
      />
    </Fieldset>
  )
}

/** How the server would serve it: what is said, what its code promises, how its title is served. Source. */
function TermFields({ form, title }: { form: RecordForm<ProductValues>; title: Title | undefined }) {
  const { columns, service } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const { code, label, kind, termMonths, servedBy, issuesDue } = form.values
  const terms = productTerms(
    {
      code,
      label,
      kind: kind ?? 'subscription',
      termMonths: termMonths ?? undefined,
      servedBy: servedBy ?? undefined,
      issuesDue: servedBy === 'date' ? null : (issuesDue ?? undefined),
    },
    title,
  )
  return (
    <>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr)">
        <IntegerField {...form.field('termMonths')} value={terms.termMonths} label={columns.termMonths} />
        <SwitchField
          {...form.field('servedBy')}
          value={terms.servedBy ?? 'date'}
          onChange={by => form.set({ servedBy: by })}
          label={columns.servedBy}
          options={SERVED_BY.map(value => ({ value, label: service[value] }))}
        />
        <IntegerField
          {...form.field('issuesDue')}
          value={terms.servedBy === 'issue' ? terms.issuesDue : null}
          label={columns.issuesDue}
          disabled={terms.servedBy !== 'issue'}
        />
      </FieldRow>
      <Text size="xs" c="dimmed">
        {words.servedHint}
      </Text>
    </>
  )
}

function IssueFields({ form }: { form: RecordForm<ProductValues> }) {
  const { columns } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const { each } = useLabels(titleWords)
  const { titleId, latestIssue } = form.values
  const source = useMemo(
    () =>
      lookupSource(
        'issues',
        api.issues,
        issue => ({
          value: issue.id,
          label: each[issue.titleKind].name(issue.titleName, issue.number),
          hint: issue.label,
        }),
        titleId ? { titleId } : {},
      ),
    [titleId, each],
  )
  return (
    <>
      {!latestIssue && <LookupField {...form.field('issueId')} label={columns.issueNumber} source={source} />}
      <CheckField
        {...form.field('latestIssue')}
        onChange={latest => form.set({ latestIssue: latest, issueId: null })}
        label={words.latest}
      />
    </>
  )
}

/** Chooses the title when there is only one. */
function useOnlyTitle(form: RecordForm<ProductValues>, needed: boolean) {
  const { data } = useQuery(api.titles.list.queryOptions({ input: { limit: 2 } }))
  const only = data?.rows.length === 1 ? data.rows[0]?.id : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the need arises.
  useEffect(() => {
    if (only && needed && !form.values.titleId) form.preset({ titleId: only })
  }, [only, needed])
}
