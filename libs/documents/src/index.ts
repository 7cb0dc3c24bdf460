export { NOTES_SHEET, TOTAL, type Column, type Note, type Table } from './sheet/table.js';
export { tableOf } from './sheet/table-of.js';
export { reportTables } from './sheet/report-tables.js';
export { listBook } from './sheet/list-book.js';
export { reportPaper } from './paper/report-paper.js';
export { voucherPaper, type VoucherOnPaper } from './paper/voucher-paper.js';
