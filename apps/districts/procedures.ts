/** A procedure as the offices of the demo know it. */
export interface Procedure {
  readonly maTTHC: string;
  readonly tenTTHC: string;
  readonly maTTNoiBo: string;
  /** Working days from receipt to result. */
  readonly days: number;
  /** How often it is asked for, against the others. */
  readonly weight: number;
  readonly fees: readonly { ma: string; ten: string; loai: 'PHI' | 'LE_PHI'; soTien: number }[];
  readonly papers: readonly string[];
  readonly result: string;
}

const COPY = { ma: 'trich-luc', ten: 'Phí cấp bản sao trích lục', loai: 'PHI', soTien: 8_000 } as const;
const levy = (ten: string, soTien: number) => ({ ma: 'le-phi', ten, loai: 'LE_PHI', soTien }) as const;

/** National codes where domain knowledge has them; the others are local ones of the demo. */
export const PROCEDURES: readonly Procedure[] = [
  { maTTHC: '1.001193', tenTTHC: 'Đăng ký khai sinh', maTTNoiBo: 'KS01', days: 1, weight: 26, fees: [COPY], papers: ['Tờ khai đăng ký khai sinh', 'Giấy chứng sinh'], result: 'Giấy khai sinh' },
  { maTTHC: '1.000656', tenTTHC: 'Đăng ký khai tử', maTTNoiBo: 'KT01', days: 1, weight: 11, fees: [], papers: ['Tờ khai đăng ký khai tử', 'Giấy báo tử'], result: 'Trích lục khai tử' },
  { maTTHC: '1.004873', tenTTHC: 'Cấp Giấy xác nhận tình trạng hôn nhân', maTTNoiBo: 'HN02', days: 3, weight: 22, fees: [levy('Lệ phí xác nhận tình trạng hôn nhân', 15_000)], papers: ['Tờ khai cấp giấy xác nhận'], result: 'Giấy xác nhận tình trạng hôn nhân' },
  { maTTHC: '1.000894', tenTTHC: 'Đăng ký kết hôn', maTTNoiBo: 'HN01', days: 5, weight: 10, fees: [COPY], papers: ['Tờ khai đăng ký kết hôn'], result: 'Giấy chứng nhận kết hôn' },
  { maTTHC: '1.900101', tenTTHC: 'Cấp đổi thẻ bảo hiểm y tế', maTTNoiBo: 'YT01', days: 5, weight: 12, fees: [], papers: ['Tờ khai tham gia bảo hiểm y tế'], result: 'Thẻ bảo hiểm y tế' },
  { maTTHC: '1.900202', tenTTHC: 'Cấp giấy phép xây dựng nhà ở riêng lẻ', maTTNoiBo: 'XD01', days: 20, weight: 8, fees: [levy('Lệ phí cấp giấy phép xây dựng', 75_000)], papers: ['Đơn đề nghị cấp giấy phép xây dựng', 'Bản vẽ thiết kế', 'Giấy chứng nhận quyền sử dụng đất'], result: 'Giấy phép xây dựng' },
  { maTTHC: '1.900303', tenTTHC: 'Đăng ký thành lập hộ kinh doanh', maTTNoiBo: 'KD01', days: 3, weight: 11, fees: [levy('Lệ phí đăng ký hộ kinh doanh', 100_000)], papers: ['Giấy đề nghị đăng ký hộ kinh doanh'], result: 'Giấy chứng nhận đăng ký hộ kinh doanh' },
]; // prettier-ignore

/** One procedure, by weight. @param share at least 0, less than 1 */
export function procedureAt(share: number): Procedure {
  let left = share * PROCEDURES.reduce((sum, { weight }) => sum + weight, 0);
  for (const procedure of PROCEDURES) if ((left -= procedure.weight) < 0) return procedure;
  return PROCEDURES[0] as Procedure;
}
