import { CheckField, ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { issueWords } from '../labels/issues.ts'
import { catalogWords } from '../labels/screens.ts'
import { titleWords } from '../labels/titles.ts'
import { catalogLabels } from '../labels.ts'
import { ISSUE_KINDS, type IssueKind, kindProposes } from '../rules/issue-state.ts'
import type { TitleKind } from '../rules/title.ts'

export const blankIssue = {
  titleId: null as string | null,
  number: '',
  label: '',
  coverOn: null as string | null,
  onSaleOn: null as string | null,
  closesOn: null as string | null,
  shipsOn: null as string | null,
  kind: 'regular' as IssueKind | null,
  countsFor: 1 as number | null,
  forSubscribers: true,
  weightGrams: null as number | null,
  printedCopies: null as number | null,
}
export type IssueValues = typeof blankIssue

/** What is sent: what was left empty comes from the frequency. */
export const givenIssue = ({ titleId, number, coverOn, onSaleOn, kind, countsFor, ...values }: IssueValues) => ({
  ...values,
  titleId: titleId ?? undefined,
  number: number || undefined,
  coverOn: coverOn ?? undefined,
  onSaleOn: onSaleOn ?? undefined,
  kind: kind ?? undefined,
  countsFor: countsFor ?? undefined,
})

/** The fields of an issue, in the words of its title: a magazine has numbers, a box has boxes. */
export function IssueFields({ form, titleKind }: { form: RecordForm<IssueValues>; titleKind: TitleKind }) {
  const { columns, issueKinds } = useLabels(catalogLabels)
  const common = useLabels(catalogWords)
  const words = useLabels(issueWords)
  const own = useLabels(titleWords).each[titleKind]
  return (
    <>
      <FieldRow widths="110px minmax(0, 1fr)">
        <TextField {...form.field('number')} label={own.issue} />
        <TextField {...form.field('label')} label={columns.label} placeholder={common.optional} />
      </FieldRow>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <DayField {...form.field('coverOn')} label={own.coverOn} />
        <DayField {...form.field('onSaleOn')} label={columns.onSaleOn} />
      </FieldRow>
      <DayField {...form.field('closesOn')} label={own.closesOn} description={own.closesHint} />
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <ChoiceField
          {...form.field('kind')}
          onChange={kind => form.set({ kind, ...(kind ? kindProposes(kind) : {}) })}
          label={columns.kind}
          options={ISSUE_KINDS.map(value => ({ value, label: issueKinds[value] }))}
        />
        <IntegerField {...form.field('countsFor')} label={columns.countsFor} />
      </FieldRow>
      <CheckField
        {...form.field('forSubscribers')}
        label={columns.forSubscribers}
        description={words.forSubscribersHint}
      />
      <Fieldset legend={words.details}>
        <DayField {...form.field('shipsOn')} label={columns.shipsOn} />
        <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
          <IntegerField {...form.field('weightGrams')} label={columns.weightGrams} unit="g" />
          <IntegerField {...form.field('printedCopies')} label={columns.printedCopies} />
        </FieldRow>
      </Fieldset>
    </>
  )
}
