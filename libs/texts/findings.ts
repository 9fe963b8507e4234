/** What people read about a finding, and how bad it is. */
export interface FindingText {
  /** Undefined where the mapping says it (`orFinding`): the value was left out. */
  readonly severity?: 'INFO' | 'WARNING' | 'ERROR';
  /** What noticed it: the mapping at one value, or the look for traps at a whole dossier. */
  readonly by: 'mapping' | 'trap';
  readonly en: string;
  readonly vi: string;
}

const left = (en: string, vi: string): FindingText => ({ by: 'mapping', en, vi });
const note = (en: string, vi: string): FindingText => ({ severity: 'INFO', by: 'mapping', en, vi });
const warning = (en: string, vi: string): FindingText => ({ severity: 'WARNING', by: 'mapping', en, vi });
const trap = (severity: NonNullable<FindingText['severity']>, en: string, vi: string): FindingText => ({
  severity,
  by: 'trap',
  en,
  vi,
});

/**
 * Every finding by its code, in both languages. A trap is worded as its rule in libs/vietnam/traps, a finding of a mapping
 * in general words: its own `rule` may tell more. A mapping from outside may have codes of its own; they stand for themselves.
 */
export const findings: Readonly<Record<string, FindingText>> = {
  STATUS_LAUNDERED: trap('ERROR', 'The dossier is held up in the software and decided for the national portal', 'Hồ sơ còn vướng trong phần mềm nhưng đã báo là xử lý xong lên Cổng quốc gia'),
  STATUS_DIFFERS: trap('WARNING', 'The status in the software is another one than the status told to the national portal', 'Trạng thái trong phần mềm khác trạng thái đã báo lên Cổng quốc gia'),
  INVENTED_IDENTITY: trap('WARNING', 'A dossier code with a number of five digits stands beside a local number: it may have been invented for the national portal', 'Bên cạnh số nội bộ có mã hồ sơ với số thứ tự năm chữ số: có thể được đặt ra để gửi lên Cổng quốc gia'),
  CODE_MAY_BE_SECOND: trap('INFO', 'A number of five digits may be a second identity, drawn at random for the national portal', 'Số thứ tự năm chữ số có thể là mã thứ hai, lấy ngẫu nhiên để gửi lên Cổng quốc gia'),
  PLACEHOLDER_ID: trap('WARNING', 'The number is one that is typed where none is known', 'Số giấy tờ là số điền thay khi không biết số thật'),
  DUE_DATE_MOVED: trap('INFO', 'The promised day was moved: the first promise is the one to audit against', 'Ngày hẹn trả đã bị dời: đánh giá đúng hạn phải theo ngày hẹn đầu tiên'),
  DUE_DATE_UNREASONED: trap('WARNING', 'The promised day was moved, and neither a reason nor a supplement is given for it', 'Ngày hẹn trả đã bị dời mà không có lý do và không có lần yêu cầu bổ sung nào'),
  DUE_DATE_BY_CALENDAR: trap('INFO', 'A supplement moved the promised day by as many calendar days as the papers took, and not by the working days', 'Lần bổ sung đã dời ngày hẹn trả theo số ngày liên tục chờ giấy tờ, không theo ngày làm việc'),
  FILLER_TEXT: trap('INFO', 'The text is one that a program writes where nobody wrote any', 'Nội dung là chữ do phần mềm tự điền khi không ai nhập'),
  RESULT_IS_INPUT: trap('WARNING', 'The file of the result is the first file that was handed in', 'Tệp kết quả chính là tệp đầu tiên người dân đã nộp'),
  TEXT_TRUNCATED: trap('INFO', 'The text has the length at which a program cuts it off and puts points behind it', 'Nội dung dài đúng bằng mức phần mềm cắt bớt và thêm dấu ba chấm'),
  RECEIPT_COPIED: trap('INFO', 'An online dossier was sent and accepted in the same second: one of the times may be a copy of the other', 'Hồ sơ trực tuyến được nộp và tiếp nhận trong cùng một giây: có thể một thời điểm được chép từ thời điểm kia'),
  SAME_SECOND_STATUSES: trap('INFO', 'Two different statuses have the same second, so that their order is not known', 'Hai trạng thái khác nhau có cùng một giây nên không rõ trạng thái nào trước'),
  RECEIVED_ON_DAY_OFF: trap('INFO', 'The counter received the dossier on a weekend or a holiday', 'Hồ sơ được tiếp nhận tại quầy vào ngày nghỉ cuối tuần hoặc ngày lễ'),
  SUPPLEMENT_TWICE: trap('WARNING', 'Papers were asked for more than once', 'Đã yêu cầu bổ sung giấy tờ quá một lần'),
  REFUSED_WITHOUT_REASON: trap('WARNING', 'The dossier was refused or stopped, and no reason is written', 'Hồ sơ bị từ chối hoặc dừng xử lý mà không ghi lý do'),
  TRANSITION_UNKNOWN: trap('INFO', 'This status does not follow from the one before it', 'Trạng thái này không nối tiếp trạng thái trước theo quy trình'),
  STATUS_REGRESSED: trap('WARNING', 'The dossier went back to a status of an earlier stage', 'Hồ sơ lùi về trạng thái của giai đoạn trước'),
  REOPENED: trap('WARNING', 'The dossier was over and was opened again', 'Hồ sơ đã kết thúc nhưng được mở lại'),

  STATUS_UNMAPPED: warning('The mapping does not know the status; it is kept as the software writes it', 'Bảng ánh xạ không có trạng thái này; giữ nguyên như phần mềm ghi'),
  STATUS_NATIONAL_UNREAD: warning('The status told to the national portal is no number from 1 to 10', 'Trạng thái đã báo lên Cổng quốc gia không phải là số từ 1 đến 10'),
  AMOUNT_ROUNDED: note('An amount was rounded', 'Số tiền đã được làm tròn'),
  TIME_TWICE: note('The clock showed this time twice; the first is taken', 'Đồng hồ chỉ thời điểm này hai lần; lấy lần đầu'),
  TIME_MONTH_LEFT_OUT: note('A month without a day is kept as its year', 'Chỉ có tháng, không có ngày: chỉ giữ lại năm'),
  TIME_FALSE_Z: note('The Z behind the time is not true for this software', 'Chữ Z sau thời điểm không đúng với phần mềm này'),
  UNIT_WITHOUT_DAY: warning('The code of a unit has no day on which it was meant', 'Mã đơn vị hành chính không kèm ngày áp dụng'),
  UNIT_NOT_CHECKED: note('The day lies before the table of units, so that the code was not checked', 'Ngày sớm hơn bảng đơn vị hành chính nên chưa kiểm tra được mã'),
  UNIT_UNKNOWN: warning('The code named no unit of Hanoi on that day', 'Vào ngày đó Hà Nội không có đơn vị hành chính mang mã này'),
  UNIT_NAME_DIFFERS: warning('The unit of that code had another name on that day', 'Vào ngày đó đơn vị hành chính mang mã này có tên khác'),
  ID_ZEROS_RESTORED: warning('Leading zeros of a personal number were restored', 'Đã khôi phục các số 0 đầu của số định danh'),
  ID_PROVINCE_UNKNOWN: warning('The personal number begins with the code of no province', 'Ba số đầu của số định danh không phải mã tỉnh nào'),
  ID_YEAR_AHEAD: warning('The personal number tells a century that has not begun', 'Số định danh chỉ một thế kỷ chưa tới'),
  ID_SEX_DIFFERS: warning('The personal number tells another sex than the record', 'Số định danh chỉ giới tính khác với hồ sơ'),
  ID_YEAR_DIFFERS: warning('The personal number tells another year of birth than the record', 'Số định danh chỉ năm sinh khác với hồ sơ'),
  NAME_TITLE: note('A form of address was taken off the name', 'Đã bỏ từ xưng hô khỏi họ tên'),
  NAME_ODD: note('The name holds a digit or an at sign', 'Họ tên có chữ số hoặc dấu @'),
  NAME_ONE_WORD: note('The name is one word; some systems refuse it', 'Họ tên chỉ có một từ; một số hệ thống không nhận'),
  NAME_SEVERAL: note('The field holds several names', 'Ô họ tên ghi nhiều người'),
  PHONE_ZERO_RESTORED: note('The leading zero of a telephone number was restored', 'Đã khôi phục số 0 đầu của số điện thoại'),
  PHONE_RENUMBERED: note('A telephone number of before 2018 is given in its form of today', 'Số điện thoại trước năm 2018 được đổi sang đầu số mới'),

  MISSING: left('A value is missing', 'Thiếu một giá trị'),
  AMBIGUOUS: left('The place holds several values', 'Có nhiều giá trị ở cùng một chỗ'),
  REFUSED: left('The mapping refuses the value', 'Bảng ánh xạ không nhận giá trị này'),
  UNKNOWN_CODE: left('The code is not in the table of the mapping', 'Mã không có trong bảng ánh xạ'),
  FORBIDDEN_CHARACTER: left('The text holds a character that cannot be stored', 'Nội dung có ký tự không lưu được'),
  WRONG_CHARSET: left('The text is not written in the charset that the mapping names', 'Nội dung không thuộc bảng mã mà bảng ánh xạ nêu'),
  MALFORMED_DATE: left('The time is not written as the mapping says', 'Thời điểm không viết theo dạng mà bảng ánh xạ nêu'),
  FILLER_DATE: left('The date is one that programs write where none is known', 'Ngày là ngày phần mềm tự điền khi không biết'),
  DATE_RANGE: left('The time lies outside the years 1800 to 2200', 'Thời điểm nằm ngoài các năm 1800 đến 2200'),
  MALFORMED_AMOUNT: left('The amount is not written as a number', 'Số tiền không viết đúng dạng số'),
  MALFORMED_ID: left('The personal number has the form of none', 'Số giấy tờ không đúng dạng nào'),
  AMBIGUOUS_ID: left('The personal number has lost digits, and the record does not tell which', 'Số giấy tờ bị mất chữ số và hồ sơ không đủ để khôi phục'),
  DIGITS_LOST: left('A spreadsheet wrote the number with an exponent; its last digits are lost', 'Bảng tính ghi số dưới dạng lũy thừa; các chữ số cuối đã mất'),
  MALFORMED_PHONE: left('The telephone number has the form of none', 'Số điện thoại không đúng dạng nào'),
}; // prettier-ignore
