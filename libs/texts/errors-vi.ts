import type { FaultCode, FaultRow } from '@lienthong/canonical';

/** What people read about a fault: what happened and what to do about it. The English text is `faults` of canonical. */
export type FaultText = Pick<FaultRow, 'about' | 'remedy'>;

/**
 * Every fault in Vietnamese; a code without a text is a type error. Its words: adapter = bộ chuyển đổi, district = quận,
 * dossier = hồ sơ, ledger = sổ đối soát, link = đường truyền, log = nhật ký, mapping = bảng ánh xạ, parked = bị giữ lại,
 * record = bản ghi, role = vai, source = nguồn, system = hệ thống.
 */
export const faultsVi: Readonly<Record<FaultCode, FaultText>> = {
  'LT-CONFIG-1': {
    about: 'Một thiết lập bị thiếu, không có trong danh mục, hoặc có giá trị trái quy tắc.',
    remedy: 'Sửa các thiết lập nêu trong thông báo; mỗi thiết lập có kèm quy tắc và ví dụ.',
  },
  'LT-CONFIG-2': {
    about: 'Không tìm thấy một chương trình cần thiết (Java, PostgreSQL).',
    remedy: 'Cài chương trình đó, hoặc đặt KAFKA_BROKERS hay DATABASE_URL để dùng máy chủ đang chạy sẵn.',
  },
  'LT-CONFIG-3': {
    about: 'Hai thiết lập mâu thuẫn nhau, hoặc bản cài đặt này không cho phép lệnh đó.',
    remedy: 'Làm theo thông báo: thông báo nêu tên cả hai thiết lập.',
  },
  'LT-EMBEDDED-1': {
    about: 'Apache Kafka đi kèm cần Java 17 trở lên, nhưng không tìm thấy Java phù hợp.',
    remedy: 'Cài Java (thông báo có hướng dẫn), hoặc đặt KAFKA_BROKERS trỏ tới một Kafka đang chạy.',
  },
  'LT-EMBEDDED-2': {
    about: 'Không tìm thấy Apache Maven; chỉ cần Maven một lần, để tải các tệp jar của Kafka.',
    remedy: 'Cài Maven (thông báo có hướng dẫn), hoặc đặt KAFKA_BROKERS trỏ tới một Kafka đang chạy.',
  },
  'LT-EMBEDDED-3': {
    about: 'Không tải được các tệp jar của Kafka, hoặc các tệp đã hỏng.',
    remedy:
      'Đọc các dòng của Maven trong thông báo: thường là do mạng hoặc thiết lập máy chủ nhân bản. Nếu tệp hỏng, hãy xóa thư mục được nêu.',
  },
  'LT-EMBEDDED-4': {
    about: 'Một tiến trình khác đang dùng cùng thư mục dữ liệu.',
    remedy: 'Dừng tiến trình có số hiệu nêu trong thông báo, hoặc chọn thư mục dữ liệu khác.',
  },
  'LT-EMBEDDED-5': {
    about: 'Không ghi được vào thư mục dữ liệu: thư mục thuộc người dùng khác, đã hỏng, hoặc đĩa đã đầy.',
    remedy: 'Giải phóng dung lượng, hoặc sửa chủ sở hữu của thư mục nêu trong thông báo.',
  },
  'LT-EMBEDDED-6': {
    about: 'Cổng mạng được yêu cầu đang bị chương trình khác chiếm.',
    remedy: 'Dừng chương trình đó, hoặc để hệ thống tự chọn một cổng còn trống.',
  },
  'LT-EMBEDDED-7': {
    about: 'Kafka hoặc PostgreSQL đi kèm đã dừng, hoặc không kịp sẵn sàng khi khởi động.',
    remedy: 'Xem các dòng cuối của thông báo và tệp nhật ký được nêu ở đó.',
  },
  'LT-EMBEDDED-8': {
    about: 'Thiếu các chương trình PostgreSQL dành cho máy này, hoặc người dùng cần thiết không chạy được chúng.',
    remedy:
      'Chạy lại `npm ci` trên máy này, làm theo thông báo, hoặc đặt DATABASE_URL trỏ tới một PostgreSQL đang chạy.',
  },
  'LT-KAFKA-1': {
    about: 'Không kết nối được với Kafka, hoặc Kafka không trả lời kịp thời hạn.',
    remedy: 'Kiểm tra KAFKA_BROKERS và mạng; khi Kafka trả lời, vai sẽ tự chạy tiếp.',
  },
  'LT-KAFKA-2': {
    about: 'Một topic có thiết lập khác với yêu cầu của sản phẩm (số phân vùng, thời gian lưu, dấu thời gian).',
    remedy: 'Sửa topic theo thông báo; số phân vùng không thể thay đổi về sau.',
  },
  'LT-KAFKA-3': {
    about: 'Không gửi được một thông điệp; bên gửi đã được đóng lại để giữ đúng thứ tự.',
    remedy: 'Không mất gì: bên gửi bắt đầu lại từ vị trí đã lưu gần nhất.',
  },
  'LT-KAFKA-4': {
    about: 'Một thông điệp lớn hơn mức Kafka chấp nhận.',
    remedy: 'Xem hồ sơ nêu trong thông báo; nguồn đang gửi nhiều hồ sơ gộp thành một.',
  },
  'LT-LOG-1': {
    about: 'Kafka không phải cụm mà cơ sở dữ liệu đã ghi nhận: nhật ký đã bị thay.',
    remedy: 'Khôi phục nhật ký, trỏ KAFKA_BROKERS về cụm cũ, hoặc mở thế hệ mới bằng --adopt-log.',
  },
  'LT-LOG-2': {
    about: 'Vị trí cần đọc tiếp cũ hơn vị trí đầu tiên Kafka còn giữ: có thông điệp bị xóa trước khi được xử lý.',
    remedy: 'Khôi phục nhật ký, hoặc mở thế hệ mới bằng --adopt-log rồi đọc lại các nguồn.',
  },
  'LT-LOG-3': {
    about: 'Vị trí cần đọc tiếp nằm sau điểm cuối của nhật ký: Kafka đã mất những thông điệp đã được xử lý.',
    remedy: 'Khôi phục nhật ký, hoặc mở thế hệ mới bằng --adopt-log.',
  },
  'LT-LOG-4': {
    about: 'Một thông điệp trong nhật ký không đúng quy ước dữ liệu.',
    remedy: 'Xem thông điệp tại tọa độ được nêu; lỗi thuộc về bên ghi vào topic đó.',
  },
  'LT-DB-1': {
    about: 'PostgreSQL không kết nối được, đang tắt, hoặc đã hết dung lượng.',
    remedy: 'Kiểm tra DATABASE_URL và dung lượng trống; vai tạm dừng rồi tự chạy tiếp.',
  },
  'LT-DB-2': {
    about: 'Phiên bản lược đồ của cơ sở dữ liệu khác với phiên bản của chương trình này.',
    remedy: 'Chạy các bước nâng cấp của phiên bản này (`lienthong migrate`), hoặc chạy đúng phiên bản phù hợp.',
  },
  'LT-DB-3': {
    about: 'PostgreSQL từ chối một giá trị; bản ghi đã bị giữ lại.',
    remedy: 'Xem bản ghi bị giữ lại; thông báo nêu quy tắc bị vi phạm.',
  },
  'LT-DB-4': {
    about: 'Quyền xử lý đã chuyển sang một tiến trình khác.',
    remedy: 'Không cần làm gì: tiến trình kia tiếp tục từ vị trí đã lưu.',
  },
  'LT-ADAPTER-1': {
    about: 'Không nạp được thư mục của một bộ chuyển đổi.',
    remedy: 'Sửa tệp nêu trong thông báo.',
  },
  'LT-ADAPTER-2': {
    about: 'Một bộ chuyển đổi còn thiếu hoặc tự mâu thuẫn.',
    remedy: 'Sửa thành phần của bộ chuyển đổi nêu trong thông báo.',
  },
  'LT-ADAPTER-3': {
    about: 'Một hệ thống dùng bộ chuyển đổi chưa được cài.',
    remedy: 'Cài bộ chuyển đổi hoặc sửa hệ thống; thông báo liệt kê những bộ đã tìm thấy.',
  },
  'LT-ADAPTER-4': { about: 'Một bảng ánh xạ không hợp lệ.', remedy: 'Sửa trường nêu trong thông báo.' },
  'LT-ADAPTER-5': {
    about: 'Một trang hoặc tệp của nguồn bị cắt cụt, sai định dạng, hoặc thay đổi trong khi đang đọc.',
    remedy: 'Xem tệp hoặc trang được nêu; phần đọc được trước chỗ đó vẫn được giữ.',
  },
  'LT-ADAPTER-6': {
    about: 'Một tệp adapter.yaml không đúng quy ước.',
    remedy: 'Sửa các dòng được nêu; contracts/adapter-manifest.v1.schema.json cho biết những gì được viết ở đó.',
  },
  'LT-ADAPTER-7': {
    about: 'Máy này không cho phép cô lập một ánh xạ từ bên ngoài, nên ánh xạ đó không được chạy.',
    remedy: 'Cho phép tiến trình dùng user namespace (docs/guides/operate.md), hoặc viết ánh xạ bằng YAML.',
  },
  'LT-ADAPTER-8': {
    about: 'Không nạp được một ánh xạ từ bên ngoài.',
    remedy: 'Sửa mapping.ts theo thông báo; các bản ghi của nó được giữ chờ để xử lý lại.',
  },
  'LT-ADAPTER-9': {
    about: 'Chứng nhận không còn đúng với bộ chuyển đổi.',
    remedy: 'Thông báo nêu điểm khác: dạng, chữ ký, người ký, tệp, phiên bản hoặc kết quả của một quy tắc.',
  },
  'LT-ADAPTER-10': {
    about: 'Một mẫu ghi lại vẫn còn để lộ một giá trị của hệ thống; chưa ghi gì ra đĩa.',
    remedy: 'Hãy ghi lại, vì các giá trị thay thế được chọn mới; nếu vẫn gặp đường dẫn đó, chỉ báo lại đường dẫn ấy.',
  },
  'LT-ADAPTER-11': {
    about: 'Các quy tắc của một bộ chuyển đổi từ bên ngoài đang được chạy.',
    remedy: 'Hỏi lại sau giây lát; lienthong apply tự chờ.',
  },
  'LT-LINK-1': {
    about: 'Một hệ thống không trả lời kịp thời hạn.',
    remedy: 'Không cần làm gì nếu chỉ thỉnh thoảng xảy ra; nếu lặp lại, hãy kiểm tra đường truyền tới hệ thống.',
  },
  'LT-LINK-2': {
    about: 'Đường truyền tới một hệ thống đang ngắt sau nhiều lần lỗi liên tiếp; hệ thống sẽ tự thử lại.',
    remedy: 'Xem lỗi gần nhất của đường truyền.',
  },
  'LT-LINK-3': {
    about: 'Một hệ thống từ chối hoặc ngắt kết nối.',
    remedy: 'Kiểm tra hệ thống đó và đường truyền tới nó.',
  },
  'LT-LINK-4': {
    about: 'Một hệ thống từ chối thông tin đăng nhập hoặc yêu cầu của chúng ta.',
    remedy: 'Sửa các thiết lập của hệ thống đó.',
  },
  'LT-KEY-1': {
    about: 'Khóa chủ bị thiếu, sai định dạng, hoặc không phải khóa đã bọc các khóa đang lưu.',
    remedy: 'Đặt LT_MASTER_KEY là khóa đã dùng khi bắt đầu bản cài đặt này.',
  },
  'LT-KEY-2': {
    about: 'Không mở được dữ liệu niêm phong: dữ liệu đã bị sửa, hoặc thuộc hồ sơ khác hay khóa khác.',
    remedy: 'Coi như dữ liệu bị can thiệp cho đến khi giải thích được; thông báo nêu tọa độ.',
  },
  'LT-KEY-3': {
    about: 'Khóa dữ liệu đã bị hủy: dữ liệu của người này đã được xóa.',
    remedy: 'Không cần làm gì; các giá trị gốc đã mất vĩnh viễn.',
  },
  'LT-CONTRACT-1': {
    about: 'Một tài liệu vi phạm quy ước dossier.v1 hoặc record.v1.',
    remedy: 'Sửa bảng ánh xạ: thông báo nêu từng vị trí và quy tắc, không bao giờ nêu giá trị.',
  },
  'LT-CONTRACT-2': {
    about: 'Một mã định danh, số thứ tự hoặc tọa độ không đúng dạng.',
    remedy: 'Kiểm tra bên đã ghi giá trị đó.',
  },
  'LT-ACCESS-1': {
    about: 'Chỉ hiển thị thông tin cá nhân của dữ liệu mẫu, cho đến khi mỗi lần xem đều được lưu vào sổ theo dõi.',
    remedy: 'Hãy xem một hồ sơ của thành phố mẫu, hoặc hỏi cơ quan đang giữ hồ sơ.',
  },
  'LT-ACCESS-2': {
    about: 'Máy chủ đăng nhập không trả lời, nên không kiểm tra được việc đăng nhập.',
    remedy: 'Thử lại sau ít phút; trong lúc chờ, khóa truy cập hoặc mã đăng nhập của bản cài đặt vẫn dùng được.',
  },
  'LT-HTTP-400': {
    about: 'Nội dung gửi lên trái quy tắc: có thành phần bị thiếu, không được biết đến, quá dài hoặc sai dạng.',
    remedy: 'Sửa chỗ mà phần chi tiết nêu; các quy tắc nằm trong contracts/openapi.yaml.',
  },
  'LT-HTTP-401': {
    about: 'Chưa đăng nhập, hoặc khóa truy cập không hợp lệ.',
    remedy: 'Gửi một khóa hợp lệ dưới dạng "Authorization: Bearer <khóa>".',
  },
  'LT-HTTP-403': {
    about: 'Tài khoản không được phép làm việc này.',
    remedy: 'Đề nghị quản trị viên cấp tài khoản có quyền khác.',
  },
  'LT-HTTP-404': {
    about: 'Không có nội dung này, hoặc nội dung nằm ngoài phạm vi tài khoản được xem.',
    remedy: 'Kiểm tra lại địa chỉ; danh sách cho biết những gì đang có.',
  },
  'LT-HTTP-405': {
    about: 'Đường dẫn có thật, nhưng không nhận phương thức này.',
    remedy: 'Xem contracts/openapi.yaml để biết các phương thức của từng đường dẫn.',
  },
  'LT-HTTP-406': {
    about: 'Không thể trả lời theo dạng được yêu cầu.',
    remedy: 'Bỏ tiêu đề "accept".',
  },
  'LT-HTTP-408': {
    about: 'Quá lâu không có gì được gửi tiếp trong lúc phần thân yêu cầu chưa hết.',
    remedy: 'Gửi lại những dòng chưa được trả lời.',
  },
  'LT-HTTP-409': {
    about: 'Yêu cầu mâu thuẫn với dữ liệu đang lưu.',
    remedy: 'Làm theo phần chi tiết: phần đó nêu điều đang mâu thuẫn.',
  },
  'LT-HTTP-413': {
    about: 'Yêu cầu quá lớn, hoặc đòi hỏi nhiều hơn mức một câu trả lời có thể chứa.',
    remedy: 'Làm theo phần chi tiết: phần đó nêu giới hạn và cách làm khác.',
  },
  'LT-HTTP-415': {
    about: 'Kiểu nội dung của phần thân yêu cầu không được hỗ trợ.',
    remedy: 'Gửi đúng kiểu nội dung mà đường dẫn nhận; contracts/openapi.yaml nêu kiểu đó.',
  },
  'LT-HTTP-429': {
    about: 'Có quá nhiều yêu cầu trong một thời gian ngắn.',
    remedy: 'Chờ đủ thời gian ghi trong tiêu đề "retry-after".',
  },
  'LT-HTTP-500': {
    about: 'Cổng liên thông gặp lỗi.',
    remedy: 'Nhật ký của cổng nêu chỗ lỗi; hãy báo lại kèm thời điểm xảy ra.',
  },
  'LT-HTTP-502': {
    about: 'Một máy chủ phía sau cổng liên thông trả về nội dung không dùng được.',
    remedy: 'Không cần làm gì nếu chỉ thỉnh thoảng xảy ra.',
  },
  'LT-HTTP-503': {
    about: 'Một máy chủ phía sau cổng liên thông hiện không trả lời, hoặc không còn chỗ cho một luồng mới.',
    remedy: 'Thử lại sau ít phút.',
  },
};
