import { z } from 'zod'
import { contract, id } from '../../platform/http/contract.ts'
import { listContract } from '../../platform/http/list-contract.ts'
import { SEPARATORS } from '../../values/read-csv.ts'
import { ENCODINGS, KINDS } from './rules/kinds.ts'
import { IMPORT_STATES, LINE_STATES } from './rules/states.ts'

const fileFaults = [
  'imports.emptyFile',
  'imports.notATable',
  'imports.notAWorkbook',
  'imports.noSheet',
  'imports.zipBroken',
  'imports.zipTooLarge',
  'imports.xmlBroken',
] as const

const counts = z.object({
  good: z.int().optional(),
  known: z.int().optional(),
  refused: z.int().optional(),
  made: z.int().optional(),
})

const options = z.object({
  createParties: z.boolean().optional().describe('a contact that is not found is made'),
  createProducts: z.boolean().optional().describe('a product that is not found is made, when its code says what it is'),
  serveByRuns: z
    .boolean()
    .optional()
    .describe('a purchase with a last shipment is served by the imported runs until that day'),
})

const mapping = z.record(z.string().max(40), z.int().min(0).max(200))

const layout = z.union([
  z.object({ format: z.literal('csv'), encoding: z.enum(ENCODINGS), separator: z.enum(SEPARATORS) }),
  z.object({ format: z.literal('xlsx'), sheet: z.string().max(100), sheets: z.array(z.string()) }),
])

export const importRow = z.object({
  id,
  fileName: z.string(),
  kind: z.enum(KINDS).nullable(),
  state: z.enum(IMPORT_STATES),
  lineCount: z.int(),
  madeCount: z.int(),
  knownCount: z.int(),
  refusedCount: z.int(),
  createdAt: z.string(),
  createdBy: z.string(),
})

const told = z.object({
  field: z.string().optional(),
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  refuses: z.boolean().optional(),
})

export const importCard = z.object({
  id,
  fileName: z.string(),
  byteCount: z.int(),
  kind: z.enum(KINDS).nullable(),
  state: z.enum(IMPORT_STATES),
  layout: layout.nullable(),
  lineCount: z.int(),
  headings: z.array(z.string()),
  samples: z.array(z.array(z.string())),
  mapping,
  options,
  missing: z.array(z.array(z.string())).describe('fields of which one is still needed'),
  counts,
  told: z.array(z.object({ code: z.string(), refuses: z.boolean(), count: z.int() })),
  sums: z.record(z.string(), z.int()).describe('cents, by field, of the lines to bring in or brought in'),
  sameFileAs: z.string().nullable().describe('when the same bytes came before: when, and they were brought in'),
  workId: id.nullable().describe('of the long work under way, or done last'),
  readAt: z.string().nullable(),
  importedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
  fileForgottenAt: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
})

export const lineRow = z.object({
  id,
  line: z.int(),
  state: z.enum(LINE_STATES),
  key: z.string().nullable(),
  told: z.array(told),
  cells: z.array(z.string()).nullable(),
  recordId: id.nullable(),
})

const counted = z.array(z.object({ record: z.string(), count: z.int() }))
const one = z.object({ id })

const list = listContract({
  path: '/imports',
  summary: 'Files brought in, newest first',
  right: 'imports.read',
  row: importRow,
  sorts: ['createdAt'],
  filters: { kind: z.enum(KINDS).optional() },
})

const lines = listContract({
  path: '/import-lines',
  summary: 'The lines of a file, what is told of them and what they became',
  right: 'imports.read',
  row: lineRow,
  sorts: ['line'],
  filters: {
    importId: id.optional(),
    state: z.enum(LINE_STATES).optional(),
    code: z.string().max(40).optional().describe('only lines of which this is told'),
  },
})

export const importsContract = {
  ...list,
  lines: lines.list,
  linesCount: lines.count,
  get: contract({ method: 'GET', path: '/imports/{id}', summary: 'One file brought in', right: 'imports.read' })
    .input(one)
    .output(importCard),
  begin: contract({
    method: 'POST',
    path: '/imports',
    summary: 'Begin an import; its file follows in parts',
    right: 'imports.write',
  })
    .input(z.object({ fileName: z.string().trim().min(1).max(200), kind: z.enum(KINDS).optional() }))
    .output(one),
  addPart: contract({
    method: 'POST',
    path: '/imports/{id}/parts',
    summary: 'Add the next part of the file',
    right: 'imports.write',
    refusals: [
      'imports.partSize',
      'imports.alreadyWhole',
      'imports.partMissing',
      'imports.partTwice',
      'imports.fileTooLarge',
    ],
  })
    .input(
      one.extend({
        position: z.int().min(0).max(5000).describe('from 0'),
        content: z.base64().describe('at most 8 MB'),
      }),
    )
    .output(one),
  look: contract({
    method: 'POST',
    path: '/imports/{id}/look',
    summary: 'The file is whole: see how it is read and what its headings seem to mean',
    right: 'imports.write',
    refusals: fileFaults,
  })
    .input(one)
    .output(importCard),
  change: contract({
    method: 'PATCH',
    path: '/imports/{id}',
    summary: 'Say what the file holds, how it is read, which column is what, and what to do with what is not found',
    right: 'imports.write',
    refusals: [
      ...fileFaults,
      'imports.underWay',
      'imports.columnUnknown',
      'imports.fileForgotten',
      'imports.hasRecords',
    ],
  })
    .input(
      one.extend({
        kind: z.enum(KINDS).optional(),
        layout: layout.optional(),
        mapping: mapping.optional().describe('field: column, from 0'),
        options: options.optional(),
      }),
    )
    .output(importCard),
  read: contract({
    method: 'POST',
    path: '/imports/{id}/read',
    summary: 'Dry run: read and check every line, write nothing else',
    right: 'imports.write',
    refusals: [
      'imports.kindAsked',
      'imports.columnsMissing',
      'imports.fileForgotten',
      'imports.underWay',
      'imports.hasRecords',
    ],
  })
    .input(one)
    .output(z.object({ workId: id })),
  bringIn: contract({
    method: 'POST',
    path: '/imports/{id}/bring-in',
    summary: 'Bring in the good lines; those refused stay to be repaired',
    right: 'imports.write',
    refusals: ['imports.notRead', 'imports.nothingGood', 'imports.fileForgotten', 'imports.underWay'],
  })
    .input(one)
    .output(z.object({ workId: id })),
  undoPreview: contract({
    method: 'GET',
    path: '/imports/{id}/undo',
    summary: 'What undoing an import would delete, what stands in its way, and what was changed since',
    right: 'imports.read',
  })
    .input(one)
    .output(
      z.object({
        records: counted,
        obstacles: counted,
        edited: z.object({
          count: z.int(),
          names: z.array(z.object({ record: z.string(), name: z.string() })).describe('the first of them'),
        }),
      }),
    ),
  undo: contract({
    method: 'POST',
    path: '/imports/{id}/undo',
    summary:
      'Take back everything an import made, or nothing when something was built on it; of many records, the work that goes on',
    right: 'imports.write',
    refusals: ['imports.builtUpon', 'imports.editedSince', 'imports.alreadyUndone', 'imports.underWay'],
  })
    .input(one.extend({ force: z.boolean().default(false).describe('also what was changed by hand since') }))
    .output(importCard),
  discard: contract({
    method: 'DELETE',
    path: '/imports/{id}',
    summary: 'Forget a file that brought nothing in',
    right: 'imports.write',
    refusals: ['imports.hasRecords', 'imports.underWay'],
  })
    .input(one)
    .output(one),
}
