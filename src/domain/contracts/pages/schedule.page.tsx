import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { ChangeFrame } from './change.form.tsx'
import type { ScheduleValues } from './contract-values.part.ts'
import classes from './contracts.module.css'
import { Difference } from './difference.part.tsx'
import { ScheduleFields } from './schedule-fields.part.tsx'

/** *Gérer les échéances*, with the terms that come of it beside. Source: REC-16 to REC-23. */
export function SchedulePage() {
  const words = useLabels(contractFormWords)
  return (
    <ChangeFrame title={words.scheduleOf} submit={words.saveSchedule}>
      {(form, contract) => (
        <div className={classes.schedule}>
          <div>
            <ScheduleFields form={form as unknown as RecordForm<ScheduleValues>} />
          </div>
          <Difference of={contract} values={form.values} fromOn={null} all />
        </div>
      )}
    </ChangeFrame>
  )
}
