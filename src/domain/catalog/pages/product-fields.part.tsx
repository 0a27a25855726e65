import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { CheckField, ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { AmountField, IntegerField, PercentField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { catalogLabels } from '../labels.ts'
import { PRICE_BASES } from '../rules/price.ts'
import { characteristic, PRODUCT_KINDS, parseProductCode } from '../rules/product-code.ts'
import type { ProductValues } from './product.form.tsx'
import { titleLookup } from './title-lookup.part.tsx'

const api = apiOf('catalog', catalogContract)

/** The fields of a product; those that its kind does not have are not there. */
export function ProductFields({ form }: { form: RecordForm<ProductValues> }) {
  const { columns, kinds, bases, title } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const [language] = useLanguage()
  const { values } = form
  const meaning = parseProductCode(values.code)
  const kind = values.kind ?? meaning.kind
  const read = characteristic(meaning, language)
  useOnlyTitle(form, kind !== 'other')
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
        options={PRODUCT_KINDS.map(value => ({ value, label: kinds[value] }))}
      />
      {kind !== 'other' && <LookupField {...form.field('titleId')} label={title} source={titleLookup} required />}
      {kind === 'subscription' && <TermFields form={form} />}
      {kind === 'single-issue' && <IssueFields form={form} />}
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr) 110px">
        <AmountField {...form.field('priceCents')} label={words.price} required />
        <SwitchField
          {...form.field('priceBasis')}
          label={columns.priceBasis}
          options={PRICE_BASES.map(value => ({ value, label: bases[value] }))}
        />
        <PercentField {...form.field('vatRateBps')} label={words.vat} />
      </FieldRow>
      <TextField {...form.field('supplierName')} label={columns.supplierName} />
      <DayField {...form.field('archivedOn')} label={columns.archivedOn} />
    </>
  )
}

function TermFields({ form }: { form: RecordForm<ProductValues> }) {
  const { columns, service } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const meaning = parseProductCode(form.values.code)
  return (
    <>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr)">
        <IntegerField
          {...form.field('termMonths')}
          value={form.values.termMonths ?? (meaning.kind === 'subscription' ? meaning.termMonths : null)}
          label={columns.termMonths}
        />
        <SwitchField
          {...form.field('servedBy')}
          value={form.values.servedBy ?? 'date'}
          onChange={servedBy => form.set({ servedBy })}
          label={columns.servedBy}
          options={(['date', 'issue'] as const).map(value => ({ value, label: service[value] }))}
        />
        <IntegerField
          {...form.field('issuesDue')}
          label={columns.issuesDue}
          disabled={form.values.servedBy !== 'issue'}
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
  const { titleId, latestIssue } = form.values
  const source = useMemo(
    () =>
      lookupSource(
        'issues',
        api.issues,
        issue => ({ value: issue.id, label: words.issueName(issue.titleName, issue.number), hint: issue.label }),
        titleId ? { titleId } : {},
      ),
    [titleId, words],
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
