import type { Status } from './generated/dossier-v1';

/** Canonical status: one of the ten national ones, or UNMAPPED with the raw code kept. */
export type StatusCode = Status['code'];

/** A status with its number in the national one-stop interface and its Vietnamese name. */
export interface StatusRow {
  code: StatusCode;
  national: number;
  name: string;
}

const row = (national: number, code: StatusCode, name: string): StatusRow => ({ code, national, name });

/** The statuses of the national one-stop interface (codes 1 to 10), and 0 for what has no national code. */
export const statuses: readonly StatusRow[] = [
  row(0, 'UNMAPPED', 'Chưa ánh xạ'),
  row(1, 'SUBMITTED', 'Mới đăng ký'),
  row(2, 'ACCEPTED', 'Được tiếp nhận'),
  row(3, 'REJECTED_AT_INTAKE', 'Không được tiếp nhận'),
  row(4, 'IN_PROGRESS', 'Đang xử lý'),
  row(5, 'SUPPLEMENT_REQUESTED', 'Yêu cầu bổ sung giấy tờ'),
  row(6, 'PAYMENT_REQUESTED', 'Yêu cầu thực hiện nghĩa vụ tài chính'),
  row(7, 'WITHDRAWN', 'Công dân yêu cầu rút hồ sơ'),
  row(8, 'SUSPENDED', 'Dừng xử lý'),
  row(9, 'DECIDED', 'Đã xử lý xong'),
  row(10, 'RETURNED', 'Đã trả kết quả'),
];

const byCode = new Map(statuses.map((status) => [status.code, status]));

/** National number of a canonical status, 0 for UNMAPPED. */
export function nationalCode(code: StatusCode): number {
  return byCode.get(code)?.national ?? 0;
}

/** Canonical status of a national number; UNMAPPED where there is none. */
export function statusOfNational(national: number): StatusCode {
  return statuses[national]?.code ?? 'UNMAPPED';
}
