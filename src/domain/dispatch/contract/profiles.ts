import { z } from 'zod'
import { contract, id, isoDay } from '../../../platform/http/contract.ts'
import { listContract } from '../../../platform/http/list-contract.ts'
import {
  COPY_MODES,
  FILE_ENCODINGS,
  FILE_FORMATS,
  LINE_ENDS,
  QUOTINGS,
  SEPARATORS,
  SORTS,
  SOURCES,
  SPLITS,
} from '../rules/layout.ts'

const layoutInput = z.object({
  format: z.enum(FILE_FORMATS),
  columns: z
    .array(
      z.object({
        source: z.enum(SOURCES),
        heading: z.string().trim().max(60).default(''),
        width: z.int().min(1).max(500).nullable().default(null).describe('characters, in a file of fixed width'),
      }),
    )
    .min(1)
    .max(60)
    .describe('in their order; a mail address only when it is named here'),
  separator: z.enum(SEPARATORS).default('semicolon'),
  quoting: z.enum(QUOTINGS).default('needed'),
  encoding: z.enum(FILE_ENCODINGS).default('utf-8-bom'),
  lineEnd: z.enum(LINE_ENDS).default('crlf'),
  header: z.boolean().default(true),
  copies: z.enum(COPY_MODES).default('column').describe('`column`: a line an envelope; `lines`: a line a copy'),
  capitals: z.boolean().default(false),
  sort: z.enum(SORTS).default('place').describe('`place`: country, postcode, name'),
  split: z.enum(SPLITS).default('none').describe('one file, or several'),
  fileName: z.string().trim().min(1).max(100).default('{title}-{issue}-{run}-{part}'),
})

const fields = {
  name: z.string().trim().min(1).max(80),
  mailingHouseId: id.nullable().describe('null: whoever posts the copies'),
  isDefault: z.boolean().describe('proposed for the runs of its mailing house'),
  layout: layoutInput,
}

export const profileRow = z.object({
  id,
  ...fields,
  mailingHouse: z.string(),
  format: z.enum(FILE_FORMATS),
  archivedOn: isoDay.nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  revision: z.int(),
})

const refusals = ['dispatch.profileNameTaken', 'dispatch.houseUnknown', 'dispatch.anotherDefault'] as const

export const loss = z.object({
  kind: z.enum(['character', 'cut', 'line', 'separator']),
  what: z.string(),
  became: z.string(),
  count: z.int(),
})

export const profilesContract = {
  ...listContract({
    path: '/mailing-profiles',
    summary: 'How mailing houses want their files',
    right: 'dispatch.read',
    row: profileRow,
    sorts: ['name'],
    filters: { mailingHouseId: id.optional(), archived: z.boolean().optional().describe('those no longer used too') },
  }),
  get: contract({ method: 'GET', path: '/mailing-profiles/{id}', summary: 'One file profile', right: 'dispatch.read' })
    .input(z.object({ id }))
    .output(profileRow),
  create: contract({
    method: 'POST',
    path: '/mailing-profiles',
    summary: 'Describe the file that a mailing house wants',
    right: 'dispatch.write',
    refusals,
  })
    .input(
      z.object({
        ...fields,
        mailingHouseId: fields.mailingHouseId.default(null),
        isDefault: fields.isDefault.default(false),
      }),
    )
    .output(profileRow),
  update: contract({
    method: 'PATCH',
    path: '/mailing-profiles/{id}',
    summary: 'Change a file profile; files already made stay as they are',
    right: 'dispatch.write',
    refusals: [...refusals, 'record.changedMeanwhile'],
  })
    .input(
      z.object({
        id,
        revision: z.int().optional(),
        ...z.object(fields).partial().shape,
        archived: z.boolean().optional(),
      }),
    )
    .output(profileRow),
  preview: contract({
    method: 'POST',
    path: '/mailing-profiles/preview',
    summary: 'The first lines of a file under a layout, before it is saved',
    right: 'dispatch.read',
  })
    .input(z.object({ layout: layoutInput, runId: id.optional().describe('whose envelopes; else the latest run') }))
    .output(
      z.object({
        cells: z.array(z.array(z.string())),
        text: z.string().nullable().describe('as in the file; null for a workbook'),
        lineWidth: z.int().nullable().describe('characters of a line of fixed width'),
        made: z.boolean().describe('false: nobody was dispatched yet, the people shown are invented'),
        losses: z.array(loss),
      }),
    ),
}
