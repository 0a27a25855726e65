import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { PercentField } from '../../../platform/web/fields/number-fields.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { taxWords } from '../../catalog/labels/tax.ts'
import { productLookup } from '../../catalog/pages/product-lookup.part.tsx'
import { TAX_CLASSES, type TaxClass } from '../../catalog/rules/tax.ts'
import { TERRITORIES, type Territory } from '../../invoicing/rules/document.ts'
import { accountsContract, rulesContract } from '../contract/chart.ts'
import { booksWords } from '../labels/screens.ts'
import { territoryWords } from '../labels/territories.ts'
import { booksLabels } from '../labels.ts'
import { PURPOSES, type Purpose } from '../rules/chart.ts'
import type { RuleRow } from './rules.part.tsx'

const accounts = apiOf('bookAccounts', accountsContract)
const api = apiOf('bookRules', rulesContract)

type Values = {
  purpose: Purpose | null
  taxClass: TaxClass | null
  territory: Territory | null
  vatRateBps: number | null
  productId: string | null
  accountCode: string | null
}

/** A new rule, or another account for one. */
export function RuleForm({ rule, onClose }: { rule: RuleRow | null; onClose(): void }) {
  const words = useLabels(booksWords)
  const saved = useSaved(onClose)
  const { data } = useQuery(accounts.all.queryOptions({}))
  const form = useRecordForm<Values, unknown>({
    initial: rule ?? {
      purpose: 'sales',
      taxClass: null,
      territory: null,
      vatRateBps: null,
      productId: null,
      accountCode: null,
    },
    input: values => (rule ? { id: rule.id, revision: rule.revision, accountCode: values.accountCode } : values),
    schema: (rule ? rulesContract.update : rulesContract.create)['~orpc'].inputSchema,
    save: (input: never, saving): Promise<unknown> =>
      rule ? api.update.call(input, saving) : api.create.call(input, saving),
    onSaved: () => saved(words.saved),
  })
  return (
    <FormDialog title={rule ? words.changeRule : words.newRule} form={form} submit={words.save} onClose={onClose}>
      {!rule && <When form={form} />}
      <ChoiceField
        {...form.field('accountCode')}
        label={words.code}
        searchable
        options={(data ?? []).map(({ code, label }) => ({ value: code, label: `${code} ${label}` }))}
      />
    </FormDialog>
  )
}

function When({ form }: { form: RecordForm<Values> }) {
  const words = useLabels(booksWords)
  const { purposes } = useLabels(booksLabels)
  const { classes } = useLabels(taxWords)
  const territories = useLabels(territoryWords)
  return (
    <>
      <ChoiceField
        {...form.field('purpose')}
        label={words.purpose}
        options={PURPOSES.map(value => ({ value, label: purposes[value] }))}
      />
      <LookupField {...form.field('productId')} label={words.product} source={productLookup} />
      <ChoiceField
        {...form.field('territory')}
        label={words.territory}
        clearable
        options={TERRITORIES.map(value => ({ value, label: territories[value] }))}
      />
      <ChoiceField
        {...form.field('taxClass')}
        label={words.taxClass}
        clearable
        options={TAX_CLASSES.map(value => ({ value, label: classes[value] }))}
      />
      <PercentField {...form.field('vatRateBps')} label={words.rate} description={words.rateHint} />
    </>
  )
}
