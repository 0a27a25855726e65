import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogContract } from '../../catalog/contract.ts'
import { saleWords } from '../labels/sale.ts'
import { LINE_STARTS, type TypedLine } from '../rules/typed-line.ts'

const issues = apiOf('catalog', catalogContract).issues

type Start = Pick<TypedLine, 'start' | 'startsOn' | 'startIssueId'>
type StartProps = {
  line: Start
  titleId: string | null
  change(part: Partial<Start>): void
  named(name: 'startsOn' | 'startIssueId'): { name: string; error: string | undefined }
}

/** With what a subscription begins: the day of the sale, the current issue, the next, a chosen one, or a day. Source: CIR-5. */
export function SaleStart({ line, titleId, change, named }: StartProps) {
  const words = useLabels(saleWords)
  const source = useMemo(
    () =>
      lookupSource(
        'issues',
        issues,
        ({ id, titleName, number }) => ({ value: id, label: words.issue(titleName, number) }),
        {
          ...(titleId ? { titleId } : {}),
          sort: '-coverOn',
        },
      ),
    [titleId, words],
  )
  return (
    <>
      <ChoiceField
        name={named('startsOn').name.replace('startsOn', 'start')}
        label={words.start}
        value={line.start}
        onChange={start => change({ start: start ?? 'sale', startsOn: null, startIssueId: null })}
        options={LINE_STARTS.map(value => ({ value, label: words.starts[value] }))}
      />
      {line.start === 'day' && (
        <DayField
          {...named('startsOn')}
          label={words.firstDay}
          value={line.startsOn}
          onChange={startsOn => change({ startsOn })}
        />
      )}
      {line.start === 'issue' && (
        <LookupField
          {...named('startIssueId')}
          label={words.firstIssue}
          value={line.startIssueId}
          onChange={startIssueId => change({ startIssueId })}
          source={source}
        />
      )}
    </>
  )
}
